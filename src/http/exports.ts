import { Readable } from 'node:stream';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Snapshots } from '../database/snapshots.ts';
import { BadRequestError, NotFoundError } from '../errors.ts';
import { ExportBill } from '../exports/export-bill.ts';
import { type Format, formats, pagesOf, type Row } from '../exports/export-rows.ts';
import { type ExportedList, exportedLists } from '../exports/exported-lists.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { ExportPlaces } from './export-places.ts';
import { allTaken, endUnreadExports } from './export-readers.ts';

/** A snapshot keeps PostgreSQL from cleaning up, so it does not last for ever. */
const longestMs = 15 * 60_000;

interface Dependencies {
  snapshots: Snapshots;
  authenticator: Authenticator;
  spending: RateLimiter | undefined;
  clientTimeoutMs: number;
  onRequest: onRequestHookHandler[];
}

/**
 * `/export/<resource>.<format>`: everything of a resource, as it was when the answer began. One that cannot go on ends
 * without the end of its answer, and tells why when it is continued.
 */
export function addExports(
  app: FastifyInstance,
  { snapshots, authenticator, spending, clientTimeoutMs, onRequest }: Dependencies,
): void {
  const places = new ExportPlaces();
  app.get<{ Params: { file: string }; Querystring: { after?: unknown } }>(
    '/export/:file',
    { onRequest, onSend: endUnreadExports(clientTimeoutMs) },
    async (request, reply) => {
      const caller = request.caller as Caller;
      const [resource = '', ending = ''] = request.params.file.split('.', 2);
      const [listOf, format] = [exportedLists.get(resource), formats.get(ending)];
      if (!listOf || !format) throw new NotFoundError();
      const list = listOf(caller);
      const after = afterOf(list, request.query.after);
      const { id: organization } = caller.organization;
      const left = new AbortController();
      reply.raw.once('close', () => left.abort());
      const end = await places.take(organization, left.signal);
      try {
        const bill = new ExportBill(organization, spending);
        const budget = await bill.begin();
        if (budget) request.charge.budget = budget;
        const snapshot = await snapshots.open();
        /** What the key may see now, if it may go on. */
        const goOn = async () => {
          try {
            const known = listOf(await authenticator.authenticate(request.headers));
            await bill.begin();
            return known;
          } catch (error) {
            await allTaken(body, reply.raw, left.signal);
            throw error;
          }
        };
        const text = written(pagesOf(snapshot.reads, list, after, goOn), bill, Object.keys(list.columns), format);
        const body = Readable.from(text, { objectMode: false, highWaterMark: chunkLength });
        const tooLong = setTimeout(() => body.destroy(new Error('The export takes too long')), longestMs).unref();
        body.once('close', () => {
          clearTimeout(tooLong);
          snapshot.close();
          end();
        });
        left.signal.addEventListener('abort', () => body.destroy());
        if (left.signal.aborted) body.destroy();
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

/** In characters: a page can be much more, a row much less. */
const chunkLength = 64 * 1024;

/** The text of pages in chunks, the last of each page at its end. */
async function* written(pages: AsyncIterable<Row[]>, bill: ExportBill, names: string[], { head, row }: Format) {
  let text = head(names);
  for await (const rows of pages) {
    await bill.charge(rows);
    for (const each of rows) {
      text += row(each, names);
      if (text.length < chunkLength) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
    text = '';
  }
  if (text !== '') yield text;
}
