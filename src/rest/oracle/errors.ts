import type { z } from 'zod';
import type { FaultPlace, HttpFault } from '../face.ts';
import { statusOf } from '../face.ts';
import { root, version } from './links.ts';
import type { errorShape } from './shapes.ts';

const titles = {
  2: 'An unsupported HTTP method was used',
  3: 'An unsupported version of the REST API was used',
  5: 'An attempt to read a resource that cannot be read was made',
  6: 'An attempt to write a resource failed',
  7: 'An invalid query parameter was used',
  8: 'An internal error occurred during the processing of the request',
  9: 'A problem occurred when attempting to delete a resource',
  10: 'No data was found in the request',
  11: 'Bad JSON syntax was found in the request',
  12: 'A problem occurred when attempting to create a resource',
  13: 'The resource identified in the URI was not recognized',
  14: 'Not authorized',
  17: 'An unsupported language was requested',
} as const;

type Code = keyof typeof titles;

const byMethod: Record<string, Code> = { GET: 5, HEAD: 5, POST: 12, PATCH: 6, DELETE: 9 };

const byCode: Record<string, Code> = {
  INTERNAL_SERVER_ERROR: 8,
  UNAUTHENTICATED: 14,
  FORBIDDEN: 14,
  INVALID_PARAMETER: 7,
  MISSING_BODY: 10,
  UNKNOWN_LABEL_LANGUAGE: 17,
  AMBIGUOUS_LABEL_LANGUAGE: 17,
};

const byCause: Record<string, Code> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 11,
  FST_ERR_CTP_EMPTY_JSON_BODY: 10,
};

const isVersion = (url: string) => new RegExp(`^${root}/(${version.replace('.', '\\.')}|latest)([/?#]|$)`).test(url);

function codeOf({ code, status, cause }: HttpFault, { method, url }: FaultPlace): Code {
  if (code === 'NOT_FOUND') return isVersion(url) ? 13 : 3;
  if (status === 405) return 2;
  return byCause[cause ?? ''] ?? byCode[code] ?? byMethod[method] ?? 8;
}

/** The error document of this API: about RFC 7807. */
export function errorDocument(fault: HttpFault, place: FaultPlace): z.infer<typeof errorShape> {
  const code = codeOf(fault, place);
  const name = `OSC-CREST-${String(code).padStart(5, '0')}`;
  return {
    type: `${place.origin}${root}/exceptions/${name}`,
    title: titles[code],
    status: statusOf(fault),
    detail: fault.message,
    instance: `${place.origin}${place.url.split(/[?#]/, 1)[0]}`,
    'o:errorCode': name,
  };
}
