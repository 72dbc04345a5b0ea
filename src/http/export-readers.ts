import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { onSendHookHandler } from 'fastify';

/**
 * An export holds a snapshot and a place that others wait for. Node.js looks in this interval whether something was taken
 * since the last look, so 10 s are the most in which nothing is.
 */
const unreadMs = 5000;

/** Ends exports whose clients take nothing, sooner than other answers. */
export function endUnreadExports(clientTimeoutMs: number): onSendHookHandler {
  return (_request, { raw }, payload, done) => {
    raw.setTimeout(Math.min(unreadMs, clientTimeoutMs), () => {
      // Where nothing is left to take, the client waits for the database.
      if (raw.writableLength > 0) raw.destroy();
    });
    done(null, payload);
  };
}

const lookEveryMs = 20;

/** Waits until the client has got what was written: to destroy a response drops the rest. */
export async function allTaken(body: Readable, response: ServerResponse, signal: AbortSignal): Promise<void> {
  while (body.readableLength > 0 || response.writableLength > 0) await sleep(lookEveryMs, undefined, { signal });
}
