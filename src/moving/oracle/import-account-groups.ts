import type { CreateAccountGroupInput, UpdateAccountGroupInput } from '../../account-groups/account-groups.inputs.ts';
import { findAccountGroups, findLabels, type Labels } from '../../account-groups/account-groups.service.ts';
import type { AccountGroup, LocalizedLabel } from '../../account-groups/account-groups.types.ts';
import { createAccountGroup } from '../../account-groups/create-account-group.service.ts';
import { accountGroupUpdates, updateAccountGroup } from '../../account-groups/update-account-group.service.ts';
import type { LabelLanguage } from '../../generated/prisma/client.ts';
import { Languages } from '../../languages/languages.service.ts';
import { maxIds } from '../../resources/input-issues.ts';
import { keepCreationTimes } from '../creation-times.sql.ts';
import { type Importing, slicesOf } from '../importing.ts';
import type { Change } from '../report.ts';
import { createdByImport } from './created-by-import.sql.ts';
import { passOver } from './ids.sql.ts';
import { differenceOf, type LabelKind, type Texts, toTexts } from './labels.ts';
import { type OldAccountGroup, readAccountGroups } from './read-account-groups.ts';

interface Here {
  group: AccountGroup;
  /** Whether an import made it. Small numbers are ids in both systems, of groups that have nothing else in common. */
  isOurs: boolean;
  names: Texts;
  descriptions: Texts;
}

/**
 * Brings account groups over, in the order of display, so that a later group does not displace an earlier one.
 *
 * @returns the ids that other account groups have here
 */
export async function importAccountGroups(importing: Importing): Promise<ReadonlySet<string>> {
  const { old, prisma, caller, report, onProgress } = importing;
  report.startPass();
  const groups = await readAccountGroups(old, report);
  const languages = new Languages(prisma);
  const all = await languages.all();
  /** The places that groups have here, as they are by now. */
  const places = new Map<string, number>();
  const foreign = new Set<string>();
  let place = 0;
  let done = 0;
  for (const slice of slicesOf(groups, maxIds)) {
    old.throwIfStopped();
    const present = await readPresent(importing, slice);
    if (!report.isDryRun)
      await passOver(
        prisma,
        'account_groups',
        slice.map(({ id }) => id),
      );
    for (const group of slice) {
      // Places are unique here: of several groups with one place, those with larger ids come after it.
      place = Math.max(group.displayOrder === Number.MAX_SAFE_INTEGER ? 0 : group.displayOrder, place + 1);
      await importOne(
        { importing, languages, all, places, foreign },
        { ...group, displayOrder: place },
        present.get(group.id),
      );
      onProgress(++done / groups.length);
    }
    const brought = slice.filter(({ id }) => !foreign.has(id));
    if (!report.isDryRun) await keepCreationTimes(prisma, caller, 'account_groups', brought);
  }
  return foreign;
}

async function readPresent(
  { prisma, reads, caller }: Importing,
  groups: readonly OldAccountGroup[],
): Promise<Map<string, Here>> {
  const ids = groups.map(({ id }) => id);
  const [found, labels, created] = await Promise.all([
    findAccountGroups(reads, caller, ids),
    findLabels(reads, caller, ids),
    createdByImport(prisma, caller, ids),
  ]);
  const texts = (list: readonly LocalizedLabel[]): Texts =>
    new Map(list.map((each) => [each.language.id, each.labelText]));
  return new Map(
    found.flatMap((group, n) => {
      const { names, descriptions } = labels[n] as Labels;
      if (!group) return [];
      const { createdAt = '' } = groups[n] as OldAccountGroup;
      const isOurs = created.has(group.id) || Date.parse(createdAt) === new Date(group.createdAt).getTime();
      return [[group.id, { group, isOurs, names: texts(names), descriptions: texts(descriptions) }]];
    }),
  );
}

interface Run {
  importing: Importing;
  languages: Languages;
  all: readonly LabelLanguage[];
  places: Map<string, number>;
  /** The ids that other account groups have here. */
  foreign: Set<string>;
}

async function importOne(run: Run, group: OldAccountGroup, here: Here | undefined): Promise<void> {
  const { report } = run.importing;
  if (here?.isOurs === false) {
    run.foreign.add(group.id);
    report.problem({
      kind: 'accountGroups',
      id: group.id,
      problem: `is left out: "${here.group.lookupName}" has this id, and was made here. Delete that one, or import into another organization`,
    });
    return;
  }
  const textsOf = (kind: LabelKind) =>
    toTexts(kind, group[kind], run.all, (problem) =>
      report.problem({ kind: 'accountGroups', id: group.id, isPart: true, problem }),
    );
  const texts = { names: textsOf('names'), descriptions: textsOf('descriptions') };
  if (texts.names.size === 0) {
    report.problem({ kind: 'accountGroups', id: group.id, problem: 'is left out: it has no name that can be here' });
    return;
  }
  await (here ? change(run, group, here, texts) : create(run, group, texts));
}

type TextsByKind = Record<LabelKind, Texts>;

const inputsOf = (texts: Texts) => [...texts].map(([id, labelText]) => ({ language: { id }, labelText }));

async function create(run: Run, { id, displayOrder, customerCareAccess }: OldAccountGroup, texts: TextsByKind) {
  const input: CreateAccountGroupInput = {
    names: inputsOf(texts.names),
    descriptions: inputsOf(texts.descriptions),
    displayOrder,
    attributes: { customerCareAccess },
  };
  const [name] = texts.names.values();
  const details = { name: { to: name }, displayOrder: { to: displayOrder } };
  await make(run, { kind: 'accountGroups', id, action: 'create', details }, ({ prisma, caller }) =>
    createAccountGroup({ prisma, languages: run.languages }, caller, input, id),
  );
}

async function change(run: Run, group: OldAccountGroup, { group: here, ...present }: Here, texts: TextsByKind) {
  const names = differenceOf(present.names, texts.names);
  const descriptions = differenceOf(present.descriptions, texts.descriptions);
  const place = run.places.get(group.id) ?? here.displayOrder;
  const { id, displayOrder, customerCareAccess } = group;
  const input: UpdateAccountGroupInput = {
    id,
    ...(names.set.length > 0 && { names: names.set }),
    ...(names.remove.length > 0 && { removeNames: names.remove }),
    ...(descriptions.set.length > 0 && { descriptions: descriptions.set }),
    ...(descriptions.remove.length > 0 && { removeDescriptions: descriptions.remove }),
    ...(place !== displayOrder && { displayOrder }),
    ...(here.customerCareAccess !== customerCareAccess && { attributes: { customerCareAccess } }),
  };
  const details = {
    ...(names.isAny && { names: { from: shown(present.names), to: shown(texts.names) } }),
    ...(descriptions.isAny && { descriptions: { from: shown(present.descriptions), to: shown(texts.descriptions) } }),
    ...(place !== displayOrder && { displayOrder: { from: place, to: displayOrder } }),
    ...(here.customerCareAccess !== customerCareAccess && {
      customerCareAccess: { from: here.customerCareAccess, to: customerCareAccess },
    }),
  };
  if (Object.keys(details).length === 0) return;
  await make(run, { kind: 'accountGroups', id, action: 'change', details }, ({ prisma, caller }) => {
    const updates = accountGroupUpdates(prisma, false);
    return updateAccountGroup({ prisma, languages: run.languages, accountGroupUpdates: updates }, caller, input);
  });
}

const shown = (texts: Texts) => Object.fromEntries(texts);

/** Makes a change, unless it is a dry run, and notes who got another place by it. */
async function make(
  { importing, places }: Run,
  change: Change,
  write: (importing: Importing) => Promise<object & { displaced?: AccountGroup[] }>,
): Promise<void> {
  const { report } = importing;
  if (report.isDryRun) return report.changed(change);
  const result = await write(importing);
  if ('message' in result) {
    report.problem({ kind: change.kind, id: change.id, problem: `is left out: ${result.message}` });
    return;
  }
  for (const { id, displayOrder } of result.displaced ?? []) places.set(id, displayOrder);
  report.changed(change);
}
