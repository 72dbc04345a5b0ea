// The steps of each point of each curve, by its name.
import { listSizes, pageSizes, tableSizes } from './sizes.mjs';

const random = (count) => Math.floor(Math.random() * count);
const anyOf = (list) => list[random(list.length)];

const forEach = (sizes, prefix, stepOf) =>
  Object.fromEntries(sizes.map((size) => [`${prefix}-${size}`, { step: stepOf(size) }]));

const page =
  (size) =>
  ({ organizations }) => ({ organization: anyOf(organizations), first: size });

const websitesOf =
  (size) =>
  ({ lists }) => ({ organization: lists[size], id: anyOf(lists[size].groups) });

/** Group after group, there and back. */
const exchange =
  (size) =>
  ({ lists }, n) => {
    const { groups, inside, outside } = lists[size];
    const back = Math.floor(n / groups.length) % 2 === 1;
    const [add, remove] = back ? [inside, outside] : [outside, inside];
    return { organization: lists[size], id: groups[n % groups.length], add, remove };
  };

const ofTable =
  (size, partOf = () => ({})) =>
  ({ tables }) => ({ organization: tables[size], ...partOf(tables[size]) });

export const operations = {
  ...forEach(pageSizes, 'page', page),
  ...forEach(listSizes, 'list', websitesOf),
  ...forEach(listSizes, 'exchange', exchange),
  ...forEach(tableSizes, 'first', (size) => ofTable(size)),
  ...forEach(tableSizes, 'middle', (size) => ofTable(size, ({ middles }) => ({ after: anyOf(middles) }))),
  ...forEach(tableSizes, 'known', (size) =>
    ofTable(size, () => ({ filter: { externalId: `account-${1 + random(size)}` } })),
  ),
  // A page of the hundred groups whose names start alike.
  ...forEach(tableSizes, 'named', (size) =>
    ofTable(size, () => ({ filter: { name: { startsWith: `Group ${String(random(size / 100)).padStart(5, '0')}` } } })),
  ),
  // Rare, in the middle of names; every one; one of a thousand.
  ...forEach(tableSizes, 'contained', (size) =>
    ofTable(size, () => ({ filter: { name: { contains: String(1 + random(size)).padStart(7, '0') } } })),
  ),
  ...forEach(tableSizes, 'frequent', (size) => ofTable(size, () => ({ filter: { name: { contains: 'group' } } }))),
  ...forEach(tableSizes, 'billed', (size) => ofTable(size, () => ({ filter: { billingEnabled: true } }))),
  one: {
    step: ({ organizations }) =>
      ((organization) => ({ organization, id: anyOf(organization.groups) }))(anyOf(organizations)),
  },
};
