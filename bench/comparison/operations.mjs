// What is asked: for each operation its n-th step, which says of whom and with which values, and what an answer must be
// to count. A change never repeats what is stored, and its steps go round all rows.
import { fixedExternalId, fixedGroups, partnerExternalId, sizes, websitesOf } from './data.mjs';

const random = (count) => Math.floor(Math.random() * count);
const anyOf = (list) => list[random(list.length)];

/** Prime, so that steps visit rows all over the tables, each once a cycle. */
const stride = 7919;

/** The row that the n-th step is about, of so many a organization, and how often all have had their turn. */
function visit({ organizations }, n, perOrganization) {
  const rows = organizations.length * perOrganization;
  const row = (n * stride) % rows;
  const cycle = Math.floor(n / rows);
  return { organization: organizations[Math.floor(row / perOrganization)], at: row % perOrganization, cycle };
}

/** How many steps it takes until each row had its turn. */
const allGroups = ({ organizations }) => organizations.length * sizes.groups;

const groupsOfAnyone = {
  step: ({ organizations }) => ({ organization: anyOf(organizations) }),
  holds: (groups) =>
    groups.length === 20 && groups.every(({ websites }) => websites.length >= 6 && websites.length <= 10),
};

export const operations = {
  one: {
    limits: { peer: 1, rest: 0.4 },
    step({ organizations }) {
      const organization = anyOf(organizations);
      return { organization, id: anyOf(organization.groups) };
    },
    holds: ({ id, websites }) => id && websites.length >= 6,
  },
  list: { limits: { peer: 1.3, rest: 0.4 }, ...groupsOfAnyone },
  deep: {
    limits: { peer: 1, rest: 0.4 },
    step: groupsOfAnyone.step,
    holds: (groups) =>
      groupsOfAnyone.holds(groups) &&
      groups.every(({ websites }) => websites.every((website) => website.groups.length === 5)),
  },
  rename: {
    limits: { peer: 1, rest: 0.7 },
    cycle: allGroups,
    step(data, n) {
      const { organization, at, cycle } = visit(data, n, sizes.groups);
      return { organization, id: organization.groups[at], name: `Group ${String(at).padStart(7, '0')} ${cycle}` };
    },
    holds: ({ id, revision }, step) => id === step.id && revision,
  },
  websites: {
    limits: { peer: 1, rest: 0.7 },
    cycle: allGroups,
    step(data, n) {
      const { organization, at, cycle } = visit(data, n, sizes.groups);
      const { held, others } = websitesOf(at);
      const [inside, outside] = [held.slice(0, 5), others].map((list) =>
        list.map((website) => organization.websites[website]),
      );
      const [add, remove] = cycle % 2 === 0 ? [outside, inside] : [inside, outside];
      return { organization, id: organization.groups[at], add, remove };
    },
    holds: ({ id, revision }, step) => id === step.id && revision,
  },
  externalId: {
    limits: { peer: 1, rest: 0.7 },
    cycle: ({ organizations }) => organizations.length * (sizes.groups - fixedGroups),
    step(data, n) {
      const { organization, at, cycle } = visit(data, n, sizes.groups - fixedGroups);
      const id = organization.groups[fixedGroups + at];
      // Every other one is another group's.
      return { organization, id, externalId: at % 2 === 0 ? `changed-${at}-${cycle}` : fixedExternalId(at) };
    },
    holds: ({ id, takenBy }, step) => id === step.id || takenBy !== step.id,
  },
  label: {
    limits: { peer: 1, rest: 0.7 },
    cycle: ({ organizations }) => organizations.length * sizes.accountGroups,
    step(data, n) {
      const { organization, at, cycle } = visit(data, n, sizes.accountGroups);
      // English is the default language of the organizations, which the name for look-ups follows.
      const languageId = at % 2 === 0 ? 1 : 3;
      return { organization, id: organization.accountGroups[at], languageId, text: `Team ${at + 1} ${cycle}` };
    },
    holds: ({ id, lookupName, revision }, step) => id === step.id && lookupName && revision,
  },
  lookup: {
    limits: { peer: 1, rest: 0.4 },
    /** 500 keys in a row of a partner's groups, ten of them unknown. */
    step({ partners }) {
      const from = random(sizes.partnerGroups - 490);
      const externalIds = Array.from({ length: 500 }, (_, n) =>
        n % 50 === 49 ? `unknown-${n}` : partnerExternalId(from + n - Math.floor(n / 50)),
      );
      return { organization: anyOf(partners), externalIds };
    },
    holds: (groups, { externalIds }) =>
      groups.filter(Boolean).length === 490 &&
      groups.every((group, n) => (group ? group.externalId === externalIds[n] : externalIds[n].startsWith('unknown'))),
  },
};
