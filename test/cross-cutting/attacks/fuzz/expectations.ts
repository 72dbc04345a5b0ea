import type { Answer } from '../../../support/graphql.ts';
import type { Attacker } from './attackers.ts';
import { echo } from './document.ts';
import type { Request } from './request.ts';
import { isSuccess, rootValues } from './tally.ts';

/** What the documentation tells callers of; the test of the catalogue sees to it that it is complete. */
const codes =
  /^(UNAUTHENTICATED|FORBIDDEN|BAD_USER_INPUT|BAD_REQUEST|GRAPHQL_(PARSE|VALIDATION)_FAILED|OPERATION_RESOLUTION_FAILURE|OPERATION_TOO_EXPENSIVE|ANSWER_TOO_LARGE|TOO_MANY_\w+|IDEMPOTENCY_KEY_(INVALID|REUSED))$/;

/** All texts and numbers of an answer's data but those that repeat what was asked. */
function* leaves(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) yield String(value);
  else for (const [name, inner] of Object.entries(value)) if (!name.startsWith(echo)) yield* leaves(inner);
}

/** What is wrong with an answer: nothing, as it should be. */
export function faults(attacker: Attacker, { document }: Request, answer: Answer, foreign: string[], broken: boolean) {
  const sent = JSON.stringify(document);
  const told = [...leaves(answer.data)];
  const texts = [...told, JSON.stringify(answer.errors ?? '')].join('\n');
  // What a broken document has under which name nobody knows, so there only what was not sent counts.
  const isTold = (secret: string) =>
    (told.some((text) => text.includes(secret)) && !(broken && sent.includes(secret))) ||
    (texts.includes(secret) && !sent.includes(secret));
  const wrong = [...foreign, ...attacker.secrets].filter(isTold).map((secret) => `tells ${secret}`);
  if (answer.status >= 500) wrong.push(`status ${answer.status}`);
  if (!answer.errors && !answer.data) wrong.push('tells nothing');
  for (const { extensions, message } of answer.errors ?? []) {
    if (!codes.test(String(extensions?.code))) wrong.push(`code ${extensions?.code}`);
    if (!message) wrong.push('an error without a message');
    if (extensions.stacktrace) wrong.push('a stack trace');
  }
  for (const { field, value } of rootValues(answer))
    if (isSuccess(value) && attacker.forbidden.test(field)) wrong.push(`${field} succeeds`);
  if (attacker.kind === 'none' && (answer.status !== 401 || answer.data)) wrong.push('served without a key');
  return wrong;
}
