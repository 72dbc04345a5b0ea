// What is sent to the node, by kinds. `requests(data)` writes the requests of a kind, which are sent by turns; a kind with
// `run` has a client of its own. `callers` send at once; every request is within the limit of bytes, if not of the rest.

const many = (count, write, separator = ' ') => Array.from({ length: count }, (_, n) => write(n)).join(separator);
const list = (count, write) => Array.from({ length: count }, (_, n) => write(n));
const filled = (count, name, value) => Object.fromEntries(list(count, (n) => [`${name}${n}`, value]));
const nested = (levels, inner, wrap) => list(levels, () => 0).reduce((value) => wrap(value), inner);
const long = (characters, sign = 'a') => sign.repeat(characters);

const lists = {
  groups: 'query ($f: GroupFilter) { groups(filter: $f) { totalCount } }',
  websites: 'query ($f: WebsiteFilter) { websites(filter: $f) { totalCount } }',
  accountGroups: 'query ($f: AccountGroupFilter) { accountGroups(filter: $f) { totalCount } }',
};
const texts = { groups: 'name', websites: 'url', accountGroups: 'lookupName' };
const lookUps = ['groupsById', 'websitesById', 'accountGroupsById'];

/** A long text in each kind of place. */
const longTexts = (length) => [
  ...Object.entries(lists).flatMap(([name, query]) =>
    ['contains', 'startsWith', 'eq'].map((test) => ({
      query,
      variables: { f: { [texts[name]]: { [test]: long(length) } } },
    })),
  ),
  { query: lists.groups, variables: { f: { name: { in: list(5, () => long(length / 5)) } } } },
  { query: lists.groups, variables: { f: { websiteId: long(length) } } },
  {
    query: 'query ($i: ID!) { group(id: $i) { id } website(id: $i) { id } accountGroup(id: $i) { id } }',
    variables: { i: long(length, '9') },
  },
  { query: 'query ($e: String!) { groupByExternalId(externalId: $e) { id } }', variables: { e: long(length) } },
  { query: 'query ($a: String) { groups(after: $a) { totalCount } }', variables: { a: long(length) } },
  {
    query: 'query ($o: GroupOrderField!) { groups(orderBy: { field: $o, direction: ASC }) { totalCount } }',
    variables: { o: long(length) },
  },
  {
    query: 'mutation ($u: String!) { createWebsite(input: { url: $u }) { __typename } }',
    variables: { u: `${long(length)}.example` },
  },
  {
    query: 'mutation ($u: String!) { createWebsite(input: { url: $u }) { __typename } }',
    variables: { u: `${long(length / 2, 'ü.')}example` },
  },
  {
    query: 'mutation ($n: String!) { createGroup(input: { name: $n, websiteIds: ["1"] }) { __typename } }',
    variables: { n: long(length, 'İ') },
  },
  {
    query:
      'mutation ($n: String!) { createAccountGroup(input: { names: [{ language: { id: 1 }, labelText: $n }] }) { __typename } }',
    variables: { n: long(length) },
  },
  {
    query:
      'mutation ($n: String!) { createAccountGroup(input: { names: [{ language: { lookupName: $n }, labelText: "a" }] }) { __typename } }',
    variables: { n: long(length) },
  },
  { query: `{ groups(filter: { name: { contains: "${long(length)}" } }) { totalCount } }` },
  { query: `{ groups(filter: { name: { contains: """${long(length / 2, ' \n')}""" } }) { totalCount } }` },
  { query: `{ groups(first: ${long(length, '9')}) { totalCount } }` },
  { query: `{ ${long(length)} }` },
  { query: `{ ${long(length)}: groups(first: 0) { totalCount } }` },
  { query: `query ${long(length)} { ${many(20, (n) => `a${n}: groups(first: $v${n}) { totalCount }`)} }` },
  { query: `{ groups { ...${long(length)} } }` },
  { query: `{ groups { ... on ${long(length)} { id } } }` },
  { query: `{ __typename @${long(length)} }` },
  { query: `{ __typename } #${long(length)}` },
  {
    query: 'query ($n: Int) { groups(first: $n) { totalCount } }',
    variables: { n: 'Did you mean '.repeat(length / 13) },
  },
  ...['/', ' ', '-', '%', '@', '?'].map((sign) => ({
    query: 'mutation ($u: String!) { createWebsite(input: { url: $u }) { __typename } }',
    variables: { u: `a${long(length, sign)}.example` },
  })),
  { query: 'query A { __typename } query B { __typename }', operationName: long(length) },
];

const unknown = {
  fields: (n) => `{ groups { nodes { ${many(n, (i) => `nam${i}`)} } } }`,
  fieldsOfTypes: (n) => `{ ${many(n / 10, (i) => `... on Query { g${i}s { nodes { id } } }`)} }`,
  arguments: (n) => `{ groups(${many(n / 4, (i) => `firs${i}: 1`)}) { totalCount } }`,
  fragments: (n) => `{ ${many(n / 2, (i) => `...F${i}`)} }`,
  types: (n) => `{ ${many(n / 5, (i) => `... on Grou${i} { id }`)} }`,
  variables: (n) => `{ groups(filter: { name: { in: [${many(n, (i) => `$v${i}`)}] } }) { totalCount } }`,
  unused: (n) => `query (${many(n / 4, (i) => `$v${i}: Grou${i}`)}) { __typename }`,
  inputFields: (n) => `{ groups(filter: { ${many(n / 4, (i) => `nam${i}: 1`)} }) { totalCount } }`,
  values: (n) => `{ groupsById(ids: [${many(n / 3, () => '{a: 1}')}]) { id } }`,
  enumValues: (n) =>
    `{ ${many(90, (i) => `a${i}: groups(orderBy: { field: NAM${i}, direction: AS${i} }) { totalCount }`)} } #${n}`,
  unusedFragments: (n) => `{ __typename } ${many(n / 8, (i) => `fragment F${i} on Group { id }`)}`,
  operations: (n) => many(n / 6, () => 'query A { __typename }'),
};

const conflicts = {
  names: () => `{ groups { nodes { ${many(450, (n) => `a${n}: id`)} ${many(450, (n) => `a${n}: name`)} } } }`,
  oneName: () => `{ groups { nodes { ${many(900, (n) => `a: ${n % 2 ? 'id' : 'name'}`)} } } }`,
  sameField: () => `{ groups { nodes { ${many(990, () => 'id')} } } }`,
  sameSelection: () => `{ ${many(95, () => 'groups { nodes { id name websites { nodes { id } } } }')} }`,
  sameDeep: () => `{ groups { ${many(400, () => 'nodes { id name websites { nodes { id url } } }')} } }`,
  arguments: () => `{ groups { nodes { ${many(400, (n) => `websites(first: ${(n % 100) + 1}) { totalCount }`)} } } }`,
  fragments: () =>
    `{ ${many(1000, (n) => `...F${n}`)} } ${many(1000, (n) => `fragment F${n} on Query { __typename }`)}`,
  nestedFragments: () =>
    `{ ...F0 } ${many(700, (n) => `fragment F${n} on Query { __typename ...F${n + 1} ...F${Math.min(n + 2, 700)} }`)} fragment F700 on Query { __typename }`,
  inlineFragments: () => `{ groups { nodes { ${many(1500, () => '... on Group { id }')} } } }`,
  fragmentsBelow: () =>
    `{ groups { nodes { ${many(1000, (n) => `...F${n}`)} } } } ${many(1000, (n) => `fragment F${n} on Group { id }`)}`,
  circle: () => `{ ...F0 } ${many(1200, (n) => `fragment F${n} on Query { ...F${(n + 1) % 1200} }`)}`,
};

const multiplied = (levels) =>
  `{ groups(first: 1) { nodes { ...F0 } } } ${many(levels, (n) => `fragment F${n} on Group { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Group { id name }`;

const introspected = `{ __schema { types { name description kind fields(includeDeprecated: true) { name description args { name description type { ...T } defaultValue } type { ...T } } inputFields { name type { ...T } } enumValues { name description } possibleTypes { name } } directives { name args { name type { ...T } } } } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

const wrongValues = [7, true, {}, [[]], { a: 1 }, 1e300, ''];

/** What one place is sent instead of what it takes. */
const wrongTypes = () =>
  [
    ...Object.values(lists),
    'query ($f: [ID!]!) { groupsById(ids: $f) { id } }',
    'query ($f: Int) { groups(first: $f) { totalCount } }',
  ].flatMap((query) => [
    ...wrongValues.map((f) => ({ query, variables: { f } })),
    ...wrongValues.map((f) => ({ query, variables: { f: list(10_000, () => f) } })),
  ]);

const rejecting = (count) =>
  `{ groups(first: 100) { nodes { ${many(count, (n) => `a${n}: websites(first: 0) { totalCount }`)} } } }`;

export const kinds = {
  // variables
  'unknown keys, 2,000': {
    requests: () => Object.values(lists).map((query) => ({ query, variables: { f: filled(2000, 'k', 1) } })),
  },
  'unknown keys, 3,000': {
    requests: () => Object.values(lists).map((query) => ({ query, variables: { f: filled(3000, 'name', 'x') } })),
  },
  'unknown keys, 20,000': {
    requests: () => Object.values(lists).map((query) => ({ query, variables: { f: filled(20_000, 'name', 'x') } })),
  },
  'undeclared variables': { requests: () => [{ query: lists.groups, variables: filled(20_000, 'v', 1) }] },
  'wrong types': { requests: wrongTypes },
  'numbers as texts': {
    requests: () => [
      { query: 'query ($n: Int) { groups(first: $n) { totalCount } }', variables: { n: '10' } },
      { query: 'query ($n: Int) { groups(first: $n) { totalCount } }', variables: { n: long(10_000, '1') } },
      { query: 'query ($n: [ID!]!) { groupsById(ids: $n) { id } }', variables: { n: list(1000, (n) => n) } },
      {
        query: 'query ($n: [ID!]!) { accountGroupsById(ids: $n) { id } }',
        variables: { n: list(1000, (n) => `${n}`) },
      },
    ],
  },
  'deep values': {
    requests: () => [
      { query: lists.groups, variables: { f: nested(90, 1, (v) => ({ name: v })) } },
      { query: lists.groups, variables: { f: nested(90, 1, (v) => [v, v.length]) } },
      {
        query: 'query ($f: [ID!]!) { groupsById(ids: $f) { id } }',
        variables: { f: list(500, () => nested(80, 1, (v) => [v])) },
      },
      { query: `{ groups(filter: { name: { in: ${nested(190, '1', (v) => `[${v}]`)} } }) { totalCount } }` },
    ],
  },
  'list sizes': {
    requests: () =>
      [1000, 1001, 10_000, 45_000].flatMap((size) => [
        ...lookUps.map((field) => ({
          query: `query ($i: [ID!]!) { ${field}(ids: $i) { id } }`,
          variables: { i: list(size, (n) => `${n}`) },
        })),
        { query: lists.groups, variables: { f: { name: { in: list(size, (n) => `${n}`) } } } },
        {
          query: 'mutation ($i: [ID!]!) { createGroup(input: { name: "a", websiteIds: $i }) { __typename } }',
          variables: { i: list(size, (n) => `${n}`) },
        },
        {
          query:
            'mutation ($i: [ID!]!) { moveStaffAccounts(input: { accountIds: $i, accountGroupId: "1" }) { __typename } }',
          variables: { i: list(size, (n) => `${n}`) },
        },
        {
          query: 'mutation ($i: [LabelInput!]!) { createAccountGroup(input: { names: $i }) { __typename } }',
          variables: { i: list(size / 8, (n) => ({ language: { id: n }, labelText: 'a' })) },
        },
      ]),
  },
  'long texts, 10 kB': { requests: () => longTexts(10_000) },
  'long texts, 100 kB': { requests: () => longTexts(100_000) },
  // documents
  ...Object.fromEntries(
    Object.entries(unknown).map(([name, write]) => [
      `unknown: ${name}`,
      { requests: () => list(4, (n) => ({ query: `${write(6000)} # ${n}`, fresh: true })) },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(conflicts).map(([name, write]) => [
      `alike: ${name}`,
      { requests: () => [{ query: write(), fresh: true }] },
    ]),
  ),
  'fragments that multiply': {
    requests: () => [8, 11, 12, 13, 20].map((levels) => ({ query: multiplied(levels), fresh: true })),
  },
  'broken syntax': {
    requests: () =>
      [
        '{',
        long(90_000, '{'),
        `{ a(b: "${long(90_000)}`,
        long(90_000, '\n'),
        `{ ${long(9000, 'a ')}`,
        `"""${long(90_000, '\\"""')}`,
        long(90_000, '9'),
      ].map((query) => ({ query })),
  },
  'aliases of contains': {
    requests: () => [
      { query: `{ ${many(30, (n) => `s${n}: groups(filter: { name: { contains: "up ${n}x" } }) { totalCount }`)} }` },
    ],
  },
  'aliases of fields that fail': {
    requests: () => [
      { query: `{ ${many(100, (n) => `a${n}: groups(first: 0) { totalCount }`)} }` },
      { query: rejecting(30) },
      { query: rejecting(1).replace('a0', long(9000)) },
    ],
  },
  'wide pages': {
    requests: () => [
      { query: `{ groups(first: 100) { nodes { ${many(900, (n) => `a${n}: name`)} } } }` },
      {
        query:
          '{ groups(first: 100) { nodes { websites(first: 25) { nodes { groups(first: 5) { nodes { id } } } } } } }',
      },
      {
        query: '{ groups(first: 100) { nodes { id name websites(first: 100) { nodes { id url name createdAt } } } } }',
      },
      { query: '{ websites(first: 100) { nodes { groups(first: 100) { nodes { id name } } } } }' },
    ],
  },
  'fresh documents': {
    requests: () => [{ query: '{ groups(first: 10) { nodes { id name revision } } }', fresh: true }],
  },
  introspection: {
    requests: () => [
      { query: introspected },
      {
        query: `{ ${many(40, (n) => `t${n}: __type(name: "Group") { fields { name type { name fields { name } } } }`)} }`,
      },
    ],
  },
  // bodies
  'bodies of [{},{},…]': { callers: 24, requests: () => [{ body: `[${long(1_900_000 / 3, '{},').slice(0, -1)}]` }] },
  'bodies of a text': { callers: 24, requests: () => [{ body: JSON.stringify({ query: long(1_900_000) }) }] },
  'bodies at the limit of values': {
    requests: () => [
      { query: 'query ($f: [ID!]!) { groupsById(ids: $f) { id } }', variables: { f: list(24_000, () => ({})) } },
      { query: lists.groups, variables: { f: { name: { in: list(49_000, () => 1) } } } },
    ],
  },
  // what takes the database long
  'moves of account groups': {
    callers: 2,
    requests: ({ accountGroups }) =>
      accountGroups.slice(-20).map((id) => ({
        query: `mutation { updateAccountGroup(input: { id: "${id}", displayOrder: 1 }) { ... on UpdateAccountGroupSuccess { displaced { id } } } }`,
      })),
  },
  'history with websites': {
    requests: ({ groups }) => [
      {
        query: `{ group(id: "${groups[0]}") { changes(first: 2) { nodes { websitesAdded { groups(first: 2) { nodes { id } } } } } } }`,
      },
      { query: '{ groups(first: 10) { nodes { changes(first: 25) { nodes { websitesAdded { id } } } } } }' },
    ],
  },
  '50 mutations a document': {
    requests: ({ groups }) =>
      list(20, (n) => ({
        query: `mutation { ${many(50, (i) => `m${i}: updateGroup(input: { id: "${groups[(n * 50 + i) % groups.length]}", name: "Name ${n}" }) { __typename }`)} }`,
      })),
  },
  'idempotency keys': {
    requests: ({ groups }) => [
      ...list(20, (n) => ({
        query: `mutation { updateGroup(input: { id: "${groups[n]}", name: "Name" }) { __typename } }`,
        headers: { 'idempotency-key': '*' },
      })),
      {
        query: 'mutation { deleteWebsite(input: { id: "1" }) { __typename } }',
        headers: { 'idempotency-key': long(8000) },
      },
    ],
  },
  // connections
  'wrong keys': { callers: 8, requests: () => [{ query: '{ __typename }', headers: { 'x-api-key': '*' } }] },
  'tiny requests': { callers: 32, requests: () => [{ query: '{' }, { body: '{' }, { query: '{ a }' }] },
  subscriptions: { run: 'subscriptions' },
  connections: { run: 'connections' },
  'drip-feeding clients': { run: 'drips' },
};
