import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { maxSnapshots, type Snapshots } from '../database/snapshots.ts';
import { BadRequestError, NotFoundError, OverloadedError } from '../errors.ts';
import { type Format, formats, pagesOf, type Row } from '../exports/export-rows.ts';
import { type ExportedList, exportedLists } from '../exports/exported-lists.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';

/** Reading rows in order, without anything nested, costs a tenth of what a list costs. */
const rowsPerPoint = 100;
/** A snapshot keeps PostgreSQL from cleaning up, so it does not last for ever. */
const longestMs = 15 * 60_000;

interface Dependencies {
  snapshots: Snapshots;
  spending: RateLimiter | undefined;
  onRequest: onRequestHookHandler[];
}

/** `/export/<resource>.<format>`: everything of a resource, as it was when the answer began. */
export function addExports(app: FastifyInstance, { snapshots, spending, onRequest }: Dependencies): void {
  const underWay = new Set<string>();
  app.get<{ Params: { file: string }; Querystring: { after?: unknown } }>(
    '/export/:file',
    { onRequest },
    async (request, reply) => {
      const caller = request.caller as Caller;
      const [resource = '', ending = ''] = request.params.file.split('.', 2);
      const [listOf, format] = [exportedLists.get(resource), formats.get(ending)];
      if (!listOf || !format) throw new NotFoundError();
      const list = listOf(caller);
      const after = afterOf(list, request.query.after);
      const { id: organization } = caller.organization;
      if (underWay.has(organization) || underWay.size === maxSnapshots) throw new OverloadedError();
      underWay.add(organization);
      const end = () => underWay.delete(organization);
      try {
        const snapshot = await snapshots.open();
        const pages = pagesOf(snapshot.reads, list, after);
        const left = new AbortController();
        const text = written(limited(pages, organization, spending, left.signal), list, format);
        const body = Readable.from(text, { objectMode: false, highWaterMark: 64 * 1024 });
        const tooLong = setTimeout(() => body.destroy(new Error('The export takes too long')), longestMs).unref();
        body.once('close', () => {
          clearTimeout(tooLong);
          snapshot.close();
          end();
        });
        reply.raw.once('close', () => {
          left.abort();
          body.destroy();
        });
        reply.headers({ 'content-type': format.type, 'cache-control': 'no-store' });
        return await reply.send(body);
      } catch (error) {
        end();
        throw error;
      }
    },
  );
}

function afterOf(list: ExportedList, after: unknown) {
  if (after === undefined) return undefined;
  const id = typeof after === 'string' ? list.toId(after) : undefined;
  if (!id) throw new BadRequestError('The parameter "after" must be the id of a row, as the export has it.');
  return id;
}

/** Charges rows as they are read; where the budget is spent, waits for the next window. */
async function* limited(
  pages: AsyncIterable<Row[]>,
  organization: string,
  spending: RateLimiter | undefined,
  signal: AbortSignal,
) {
  for await (const rows of pages) {
    const points = Math.ceil(rows.length / rowsPerPoint);
    for (let paid = !spending; spending && !paid; ) {
      const { spent, resetAt } = await spending.spend(organization, Math.min(points, spending.points));
      paid = spent;
      if (!spent) await sleep(Math.max(resetAt.getTime() - Date.now(), 100), undefined, { signal });
    }
    yield rows;
  }
}

async function* written(pages: AsyncIterable<Row[]>, { columns }: ExportedList, { head, row }: Format) {
  const names = Object.keys(columns);
  yield head(names);
  for await (const rows of pages) yield rows.map((each) => row(each, names)).join('');
}
