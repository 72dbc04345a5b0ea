import { BillingProviderFailed, GroupExternalIdTaken } from '../../groups/groups.results.ts';
import type { InputIssue } from '../../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound, summary } from '../../resources/resource.results.ts';
import { WebsiteExternalIdTaken } from '../../websites/websites.results.ts';
import { RestRefusal } from '../refusals.ts';
import type { RestContext } from '../route.ts';
import { websitesOf } from './group-websites.ts';
import { toGroup, toWebsite } from './shapes.ts';

const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The services name members and mutations as GraphQL does. */
const reworded = (message: string) =>
  message
    .replace('"restoreWebsite"', '"POST /api/v1/websites/{website_id}/restore"')
    .replace(/"([a-z]+[A-Z]\w*)"/g, (_, name: string) => `"${toSnake(name)}"`);

const toIssue = ({ path, message }: InputIssue): InputIssue => ({
  path: path.map(toSnake),
  message: reworded(message),
});

/** The refusal that 403 stands for. */
export const partnerOnly = (member: string) => {
  const { message } = new PartnerOnlyField(member);
  return new RestRefusal(403, 'PARTNER_ONLY_FIELD', message);
};

/** The refusal of an outcome that is no success. */
async function refusalOf(outcome: object, context: RestContext): Promise<Error> {
  const { caller } = context;
  if (outcome instanceof InvalidResourceInput) {
    const issues = outcome.issues.map(toIssue);
    return new RestRefusal(400, 'INVALID_RESOURCE_INPUT', `The request was refused: ${summary(issues)}.`, { issues });
  }
  if (outcome instanceof ResourceNotFound) return new RestRefusal(404, 'RESOURCE_NOT_FOUND', reworded(outcome.message));
  if (outcome instanceof PartnerOnlyField) return partnerOnly(toSnake(outcome.field));
  if (outcome instanceof BillingProviderFailed) return new RestRefusal(502, 'BILLING_PROVIDER_FAILED', outcome.message);
  if (outcome instanceof GroupExternalIdTaken) {
    const { existingGroup: group } = outcome;
    return new RestRefusal(
      409,
      'GROUP_EXTERNAL_ID_TAKEN',
      `The group ${group.id} has this external id: choose another one, or clear it there first, with "external_id": null.`,
      { existing: toGroup(caller, group, await websitesOf(context, group.id)) },
    );
  }
  if (outcome instanceof WebsiteExternalIdTaken) {
    const { existingWebsite: website } = outcome;
    return new RestRefusal(
      409,
      'WEBSITE_EXTERNAL_ID_TAKEN',
      `The website ${website.id} has this external id: choose another one, or clear it there first.`,
      { existing: toWebsite(caller, website) },
    );
  }
  return new Error(`No status is known for the outcome ${outcome.constructor.name}`);
}

/** The outcome if it is a success. @throws RestRefusal for every other one */
export async function succeeded<Success extends object>(
  outcome: object,
  success: abstract new (...args: never[]) => Success,
  context: RestContext,
): Promise<Success> {
  if (outcome instanceof success) return outcome;
  throw await refusalOf(outcome, context);
}
