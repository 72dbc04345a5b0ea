import { AccountGroupNotEmpty } from '../../account-groups/account-groups.results.ts';
import { AmbiguousLabelLanguage, UnknownLabelLanguage } from '../../languages/languages.results.ts';
import { InvalidResourceInput, ResourceNotFound } from '../../resources/resource.results.ts';
import { StaffAccountLoginTaken } from '../../staff-accounts/staff-accounts.results.ts';
import { RestRefusal } from '../refusals.ts';

const messageOf = (outcome: object) => (outcome as { message: string }).message;

const refusals = new Map<unknown, [status: number, code: string]>([
  [InvalidResourceInput, [400, 'INVALID_RESOURCE_INPUT']],
  [ResourceNotFound, [404, 'RESOURCE_NOT_FOUND']],
  [UnknownLabelLanguage, [400, 'UNKNOWN_LABEL_LANGUAGE']],
  [AmbiguousLabelLanguage, [400, 'AMBIGUOUS_LABEL_LANGUAGE']],
  [AccountGroupNotEmpty, [409, 'ACCOUNT_GROUP_NOT_EMPTY']],
  [StaffAccountLoginTaken, [409, 'STAFF_ACCOUNT_LOGIN_TAKEN']],
]);

/** The services name the account group of an account as GraphQL does. */
const reworded = (message: string) => message.replaceAll('accountGroupId', 'staffGroup');

/** @throws RestRefusal for every outcome that is no success */
export function succeeded<Success extends object>(
  outcome: object,
  ...successes: (abstract new (
    ...args: never[]
  ) => Success)[]
): Success {
  for (const success of successes) if (outcome instanceof success) return outcome;
  const [status, code] = refusals.get(outcome.constructor) ?? [];
  if (status === undefined || code === undefined)
    throw new Error(`No status is known for the outcome ${outcome.constructor.name}`);
  throw new RestRefusal(status, code, reworded(messageOf(outcome)));
}

export const notFound = (typeName: string, id: string) =>
  new RestRefusal(404, 'RESOURCE_NOT_FOUND', new ResourceNotFound(typeName, id).message);
