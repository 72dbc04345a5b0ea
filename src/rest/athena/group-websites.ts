import { maxPageSize } from '../../lists/pagination.ts';
import type { Website } from '../../websites/websites.types.ts';
import type { RestContext } from '../route.ts';

/** What reads groups with their websites in one statement, as far as a page holds them. */
export const withWebsites = {
  lists: [{ relation: 'Group.websites', args: { first: maxPageSize }, nested: [] }],
  fields: undefined,
};

/** All websites of a group: this API has no pages. */
export async function websitesOf({ websites }: RestContext, groupId: string): Promise<Website[]> {
  let page = await websites.ofGroup(groupId, { first: maxPageSize });
  const all = [...page.rows];
  while (page.hasNextPage) {
    const last = page.rows.at(-1) as Website;
    page = await websites.ofGroup(groupId, { first: maxPageSize, after: page.cursor(last) });
    all.push(...page.rows);
  }
  return all;
}
