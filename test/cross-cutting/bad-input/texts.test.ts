import { randomUUID } from 'node:crypto';
import { label, mutate } from '../../api/account-groups/operations.ts';
import { createGroup } from '../../api/groups/create-group/operation.ts';
import { updateGroup } from '../../api/groups/update-group/operation.ts';
import { createWebsite } from '../../api/websites/create-website/operation.ts';
import { updateWebsite } from '../../api/websites/update-website/operation.ts';
import { admin, adminDocument } from '../../support/admin.ts';
import { expectIssues, expectMember, unchanged } from '../../support/expectations.ts';
import type { Member } from '../../support/operation.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { query } from '../../support/postgres.ts';

let organization: TestOrganization;
let website: string;
let group: string;
let accountGroup: string;
let account: string;
/** Logins are unique. */
let another: TestOrganization;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  website = await organization.addWebsite();
  group = await organization.addGroup();
  accountGroup = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' } });
  [account = ''] = await organization.addStaffAccounts(accountGroup, 1);
  another = await TestOrganization.create();
  [theirs = ''] = await another.addStaffAccounts(await another.addAccountGroup(), 1);
});

interface TextField {
  /** Where an issue of it is. */
  path: string;
  max: number;
  send(text: string): Promise<Member>;
  /** The text in the answer to a success. */
  of(result: Member): string;
}

const labelPath = (kind: string) => `${kind}.0.labelText`;

/** Every text that people read, by each mutation that writes it. */
const fields: Record<string, TextField> = {
  'createGroup name': {
    path: 'name',
    max: 255,
    send: (name) => createGroup(organization.key, { name, websiteIds: [website] }),
    of: (result) => result.group.name,
  },
  'updateGroup name': {
    path: 'name',
    max: 255,
    send: (name) => updateGroup(organization.key, { id: group, name }),
    of: (result) => result.group.name,
  },
  'createWebsite name': {
    path: 'name',
    max: 255,
    send: (name) => createWebsite(organization.key, { url: 'x.example', name }),
    of: (result) => result.website.name,
  },
  'updateWebsite name': {
    path: 'name',
    max: 255,
    send: (name) => updateWebsite(organization.key, { id: website, name }),
    of: (result) => result.website.name,
  },
  'createAccountGroup name': {
    path: labelPath('names'),
    max: 80,
    send: (text) => mutate(organization, 'createAccountGroup', { names: [label(1, text)] }),
    of: (result) => result.accountGroup.names[0].labelText,
  },
  'updateAccountGroup name': {
    path: labelPath('names'),
    max: 80,
    send: (text) => mutate(organization, 'updateAccountGroup', { id: accountGroup, names: [label(1, text)] }),
    of: (result) => result.accountGroup.lookupName,
  },
  'createAccountGroup description': {
    path: labelPath('descriptions'),
    max: 4000,
    send: (text) =>
      mutate(organization, 'createAccountGroup', { names: [label(1, 'x')], descriptions: [label(1, text)] }),
    of: (result) => result.accountGroup.descriptions[0].labelText,
  },
  'updateAccountGroup description': {
    path: labelPath('descriptions'),
    max: 4000,
    send: (text) => mutate(organization, 'updateAccountGroup', { id: accountGroup, descriptions: [label(1, text)] }),
    of: (result) => result.accountGroup.descriptions[0].labelText,
  },
  'createStaffAccount login': {
    path: 'login',
    max: 255,
    send: (login) =>
      mutate(organization, 'createStaffAccount', { login, displayName: 'x', accountGroupId: accountGroup }),
    of: (result) => result.staffAccount.login,
  },
  'createStaffAccount displayName': {
    path: 'displayName',
    max: 255,
    send: (displayName) =>
      mutate(organization, 'createStaffAccount', { login: randomUUID(), displayName, accountGroupId: accountGroup }),
    of: (result) => result.staffAccount.displayName,
  },
  'updateStaffAccount login': {
    path: 'login',
    max: 255,
    send: (login) => mutate(another, 'updateStaffAccount', { id: theirs, login }),
    of: (result) => result.staffAccount.login,
  },
  'updateStaffAccount displayName': {
    path: 'displayName',
    max: 255,
    send: (displayName) => mutate(organization, 'updateStaffAccount', { id: account, displayName }),
    of: (result) => result.staffAccount.displayName,
  },
};

const controls = ['\0', '\x07', '\t', '\v', '\x1b[31m', '\x7f', '\x85', '\x9f'];

describe.each(Object.entries(fields))('%s', (name, { path, max, send, of }) => {
  const isDescription = name.endsWith('description');

  test('is stored in NFC and trimmed', async () => {
    for (const [text, stored] of [
      [' \u00a0Ame\u0301lie\u3000\n', 'Amélie'],
      ['한국'.normalize('NFD'), '한국'.normalize('NFC')],
      ['\u212bngstro\u0308m', 'Ångström'],
      ['👩‍👩‍👧 ❤️', '👩‍👩‍👧 ❤️'],
      [`\t${'e\u0323\u0302'.repeat(max)} `, 'ệ'.repeat(max)],
    ] as const) {
      const result = await send(text);
      expect(result.__typename).toMatch(/Success$/);
      expect(of(result)).toBe(stored);
    }
  });

  test('is refused where nothing of it shows, where it has control characters, and where it is too long', async () => {
    const blanks = ['', ' \t\n', '\u200b', '\ufeff', '\u200e\u202e', '\u2800', '\u3164 ', '\u00ad', '\u{e0020}'];
    const inside = [...controls, ...(isDescription ? [] : ['\n', '\r\n', '\u2028'])].map((control) => `a${control}b`);
    for (const text of [...blanks, ...inside, 'a\ud800', 'é'.repeat(max + 1), `a${'\u0301\u0316'.repeat(20)}`])
      expectIssues(await unchanged(organization, () => send(text)), path);
  });

  if (isDescription)
    test('keeps its line breaks', async () => {
      for (const text of ['a\nb', 'a\r\n\r\nb', 'a\rb', 'a\u2028b']) expect(of(await send(text))).toBe(text);
    });
});

test('an external id is opaque: it is kept as it is sent', async () => {
  for (const externalId of [' e\u0301 ', '\u200b', '\t', '\x07']) {
    const created = await createGroup(organization.key, { name: 'x', websiteIds: [website], externalId });
    expect(expectMember(created, 'CreateGroupSuccess').group.externalId).toBe(externalId);
    const updated = await updateWebsite(organization.key, { id: website, externalId });
    expect(expectMember(updated, 'UpdateWebsiteSuccess').website.externalId).toBe(externalId);
  }
});

test('names that an operator gives are stored and refused by the same rules', async () => {
  const { id } = await adminDocument('organization', 'create', '--name', ' Cafe\u0301 ');
  const key = await adminDocument('key', 'create', '--organization', id, '--name', ' u\u0308 ');
  const [stored] = await query(
    databaseUrl(),
    'SELECT o.name, k.name AS key FROM organizations o JOIN api_keys k ON k.organization_id = o.id WHERE o.id = $1',
    [id],
  );
  expect([stored, key.name]).toEqual([{ name: 'Café', key: 'ü' }, 'ü']);
  for (const name of ['\u200b', 'a\nb', 'a\x1b[31m', '\u2800 '])
    for (const command of [
      ['organization', 'edit', id, '--name', name],
      ['key', 'create', '--organization', id, '--name', name],
    ])
      expect(await admin(...command)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('It must'),
      });
});
