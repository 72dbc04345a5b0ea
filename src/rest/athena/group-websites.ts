import { maxPageSize } from '../../lists/pagination.ts';
import type { Website } from '../../websites/websites.types.ts';
import type { RestContext } from '../route.ts';

/** What reads groups with their websites in one statement, as far as a page holds them. */
export const withWebsites = {
  lists: [{ relation: 'Group.websites', args: { first: maxPageSize }, nested: [] }],
  fields: undefined,
};

/**
 * All websites of a group: this API has no pages.
 *
 * @param check is called after each page. What is written is answered, whatever that takes.
 */
export async function websitesOf(
  { websites }: RestContext,
  groupId: string,
  check: () => void = () => {},
): Promise<Website[]> {
  const all: Website[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await websites.ofGroup(groupId, { first: maxPageSize, ...(after !== undefined && { after }) });
    all.push(...page.rows);
    check();
    more = page.hasNextPage;
    if (more) after = page.cursor(page.rows.at(-1) as Website);
  }
  return all;
}
