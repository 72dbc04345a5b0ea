import { z } from 'zod';
import type { AnswerDescription, RestContext } from '../route.ts';
import { partnerOnly } from './outcomes.ts';
import { errorShape } from './shapes.ts';

export const noQuery = z.strictObject({});

const reasons: Record<number, string> = {
  400: 'Something in the request is wrong. `issues` lists all of it.',
  401: 'The request has no valid API key.',
  403: 'This key may not do this, or the request has a member that is for partners only.',
  404: 'Your organization has no such resource.',
  409: 'A request with this idempotency key is still running.',
  422: 'The idempotency key was used for another request.',
  429: 'Your organization has spent its points. The header `retry-after` says when to come again.',
  502: 'The billing provider failed. Nothing was changed, so the same request can be sent again.',
  503: 'The service has too much to do. Nothing was done. Send the request again in a moment.',
};

export const errors = (...statuses: number[]): Record<number, AnswerDescription> =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: reasons[status] as string, schema: errorShape }]),
  );

export const existing = (why: string): AnswerDescription => ({
  description: `${why} \`existing_resource\` is the resource that has it. Or a request with this idempotency key is still running.`,
  schema: errorShape,
});

/** Whoever may not send a member is told so, whatever else is wrong with the request. */
export function guardPartnerMember(body: unknown, { caller }: RestContext): void {
  const isSent = typeof body === 'object' && body !== null && Object.hasOwn(body, 'external_id');
  if (isSent && !caller.organization.isPartner) throw partnerOnly('external_id');
}
