import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { inGroups } from '../numbers.ts';
import { isStorable } from '../resources/text.ts';
import { countRows } from '../telemetry/request-scope.ts';
import { storedForms } from './website-url.ts';
import { notDeleted, selectWebsite, urlKey, urlKeyOf, visibleWebsites } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

/** The most websites that are told of one address. */
export const maxPerUrl = 100;
/** The most websites that one look-up tells, each as often as its address was asked for. */
export const maxByUrl = 10_000;

const tooMany = () =>
  new BadArgumentError(
    `The lists for "urls" must have at most ${inGroups(maxByUrl)} websites together, and have more. Send fewer addresses at once.`,
  );

/**
 * Looks websites up by their addresses, which several may share: as many lists as addresses, the oldest websites first.
 *
 * @throws BadArgumentError for addresses of too many websites
 */
export async function findWebsitesByUrl(
  reads: ReadDatabase,
  caller: Caller,
  urls: readonly string[],
): Promise<Website[][]> {
  const forms = urls.map((url) => storedForms(url).filter(isStorable));
  const all = [...new Set(forms.flat())];
  if (all.length === 0) return urls.map(() => []);
  const found = await reads.read<Website[]>(Prisma.sql`
    SELECT ${selectWebsite}
    FROM unnest(${all}::text[], ${all.map(urlKeyOf)}::text[]) WITH ORDINALITY AS form(url, key, n) CROSS JOIN LATERAL (
      SELECT * FROM websites w
      WHERE ${Prisma.join([...visibleWebsites(caller), notDeleted], ' AND ')}
        AND ${urlKey} = form.key AND w.url = form.url
      ORDER BY w.created_at, w.id LIMIT ${maxPerUrl}
    ) AS w
    ORDER BY form.n, w.created_at, w.id LIMIT ${maxByUrl + 1}`);
  countRows(found.length);
  if (found.length > maxByUrl) throw tooMany();
  const byUrl = new Map<string, Website[]>();
  for (const website of found) byUrl.set(website.url, [...(byUrl.get(website.url) ?? []), website]);
  const lists = forms.map((each) => each.flatMap((form) => byUrl.get(form) ?? []).slice(0, maxPerUrl));
  const told = lists.reduce((sum, list) => sum + list.length, 0);
  if (told > maxByUrl) throw tooMany();
  // What an address that was sent again adds to the answer was not read again.
  countRows(Math.max(told - found.length, 0));
  return lists;
}
