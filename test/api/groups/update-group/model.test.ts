import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expectMember } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { websiteIds } from '../fields.ts';
import { type UpdateGroupInput, updateGroup } from './operation.ts';

/** What a group should be, kept by the plainest code that the rules allow. */
interface Model {
  name: string;
  websites: Set<string>;
  externalId: string | null;
  billingEnabled: boolean;
  revision: number;
}

type Change = Omit<UpdateGroupInput, 'id' | 'expectedRevision'>;

/** Whether the rules allow the change of its own, taking each field alone. */
function isValid({ name, addWebsiteIds: add, removeWebsiteIds: remove, billingEnabled, externalId }: Change): boolean {
  return (
    [name, add, remove, billingEnabled, externalId].some((value) => value !== undefined) &&
    name !== null &&
    add !== null &&
    remove !== null &&
    billingEnabled !== null &&
    name?.trim() !== '' &&
    add?.length !== 0 &&
    remove?.length !== 0 &&
    !add?.some((id) => remove?.includes(id)) &&
    externalId !== ''
  );
}

function apply(model: Model, change: Change): Model {
  const next = { ...model, websites: new Set(model.websites) };
  if (change.name != null) next.name = change.name.trim();
  for (const id of change.addWebsiteIds ?? []) next.websites.add(id);
  for (const id of change.removeWebsiteIds ?? []) next.websites.delete(id);
  if (change.externalId !== undefined) next.externalId = change.externalId;
  if (change.billingEnabled != null) next.billingEnabled = change.billingEnabled;
  const content = ({ name, websites, externalId, billingEnabled }: Model) =>
    JSON.stringify([name, [...websites].sort(), externalId, billingEnabled]);
  if (content(next) !== content(model)) next.revision++;
  return next;
}

const seen = (model: Model) => ({ ...model, websites: [...model.websites].sort() });

let organization: TestOrganization;
let websites: string[];
beforeAll(async () => {
  organization = await TestOrganization.create();
  websites = await organization.addWebsites(5);
});

test('any sequence of changes of two groups leads where the rules lead, and revision grows when something changed', async () => {
  const ids = fc.subarray([0, 1, 2, 3, 4]);
  const change = fc.record(
    {
      name: fc.constantFrom('A', 'B', ' A ', '', ' ', null),
      add: fc.option(ids, { freq: 8 }),
      remove: fc.option(ids, { freq: 8 }),
      billingEnabled: fc.constantFrom(true, false, null),
      externalId: fc.constantFrom('one', 'two', 'One', null, ''),
    },
    { requiredKeys: [] },
  );
  const steps = fc.array(fc.tuple(fc.constantFrom(0, 1), change), { minLength: 5, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      // External ids are unique in the organization, so each run has its own.
      const run = randomUUID();
      const start = {
        name: 'Group',
        websites: new Set<string>(),
        externalId: null,
        billingEnabled: false,
        revision: 1,
      };
      const groups = await Promise.all(
        [start, start].map(async (model) => ({ id: await organization.addGroup(), model: model as Model })),
      );
      for (const [which, { add, remove, externalId, ...rest }] of sequence) {
        const [group, other] = [groups[which], groups[1 - which]] as [(typeof groups)[0], (typeof groups)[0]];
        const toIds = (positions: number[] | null) =>
          positions?.map((position) => websites[position] as string) ?? null;
        const input: Change = {
          ...rest,
          ...(add !== undefined && { addWebsiteIds: toIds(add) }),
          ...(remove !== undefined && { removeWebsiteIds: toIds(remove) }),
          ...(externalId !== undefined && { externalId: externalId ? `${externalId} ${run}` : externalId }),
        };
        const result = await updateGroup(organization.key, { id: group.id, ...input });
        if (!isValid(input)) expectMember(result, 'InvalidResourceInput');
        else if (input.externalId != null && input.externalId === other.model.externalId) {
          const { existingGroup } = expectMember(result, 'GroupExternalIdTaken');
          expect({ ...existingGroup, websites: websiteIds(existingGroup) }).toMatchObject(seen(other.model));
        } else {
          group.model = apply(group.model, input);
          const answered = expectMember(result, 'UpdateGroupSuccess').group;
          expect({ ...answered, websites: websiteIds(answered) }).toMatchObject(seen(group.model));
        }
      }
    }),
    { numRuns: 25 },
  );
});
