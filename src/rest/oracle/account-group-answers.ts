import { nameIn } from '../../account-groups/account-groups.service.ts';
import type { AccountGroup, LocalizedLabel } from '../../account-groups/account-groups.types.ts';
import { toIso } from '../../resources/time.ts';
import type { RestContext } from '../route.ts';
import { toNumber } from './json.ts';
import type { Links } from './links.ts';
import { accountGroupShape } from './shapes.ts';

export const resource = 'accountGroups';
export const pathOf = (id: string) => `/${resource}/${id}`;

export const accountGroupFields = Object.keys(accountGroupShape.shape);

/** The name in the language that the caller prefers. */
async function nameOf({ id, lookupName }: AccountGroup, { accountGroups, languagePreference, caller }: RestContext) {
  const { names } = await accountGroups.labels.load(id);
  const language = languagePreference.best(names.map((name) => name.language));
  // A group that was deleted since it was read has no labels any more.
  return nameIn(names, language, caller) ?? lookupName;
}

/** @param fields the members that are asked for */
export async function toAccountGroup(
  group: AccountGroup,
  fields: ReadonlySet<string>,
  links: Links,
  context: RestContext,
): Promise<Record<string, unknown>> {
  const path = pathOf(group.id);
  const members: Record<string, unknown> = {
    id: toNumber(group.id),
    lookupName: group.lookupName,
    createdTime: toIso(group.createdAt),
    updatedTime: toIso(group.updatedAt),
    attributes: { customerCareAccess: group.customerCareAccess },
    descriptions: { links: links.ofNested(`${path}/descriptions`, 'description_id') },
    displayOrder: group.displayOrder,
    name: fields.has('name') ? await nameOf(group, context) : undefined,
    names: { links: links.ofNested(`${path}/names`, 'name_id') },
    links: links.ofResource(resource, path),
  };
  return Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)));
}

export const toLabel = ({ labelText, language }: LocalizedLabel, path: string, links: Links) => ({
  labelText,
  language: { id: language.id, lookupName: language.lookupName },
  links: [links.self(`${path}/${language.id}`), links.canonical(`${path}/${language.id}`)],
});
