import { LimitError } from '../../errors.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** What costs less, in points, cannot have an answer that is worth looking at: a thousand objects at most. */
const worthLooking = 100;

/** About how many bytes a value takes as JSON, counted no further than to a limit. */
function bytesOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 3;
  if (typeof value !== 'object' || value === null) return 6;
  let bytes = 2;
  for (const name in value) {
    bytes += (Array.isArray(value) ? 0 : name.length + 3) + bytesOf(value[name as keyof typeof value], limit - bytes);
    if (bytes > limit) break;
  }
  return bytes;
}

/**
 * Refuses an answer that is too large to be written: as a text it would take its size several times over, and all of
 * that at once. Texts are as long as their owners made them, so the cost of an operation does not tell.
 */
export function limitAnswerSize(maxBytes: number): OperationPlugin {
  return {
    onResponse({ charge }, response) {
      if ((charge.cost ?? 0) < worthLooking || bytesOf(response.result.data, maxBytes) <= maxBytes) return;
      const { statusCode, message, extensions, code } = new LimitError('ANSWER_TOO_LARGE', maxBytes);
      response.status = statusCode;
      response.result = { errors: [{ message, extensions: { code, ...extensions } }] };
    },
  };
}
