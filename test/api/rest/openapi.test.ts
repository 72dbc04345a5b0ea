import { createConfig, lintFromString } from '@redocly/openapi-core';
import { OpenAPIClientAxios, type OpenAPIV3_1 } from 'openapi-client-axios';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const documentOf = async () => (await fetch(`${serviceUrl()}/openapi.json`)).text();

test('/openapi.json needs no key, and a linter finds nothing wrong with it', async () => {
  const source = await documentOf();
  const { openapi, paths } = JSON.parse(source);
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/api/v1/groups/{group_id}', '/services/rest/connect/v1.4/accountGroups/{id}']),
  );
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source, config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('each operation says what it is, and what each of its values means', async () => {
  const { paths, components } = JSON.parse(await documentOf());
  for (const [path, operations] of Object.entries<Record<string, OpenAPIV3_1.OperationObject>>(paths))
    for (const [method, { summary, description, parameters, responses }] of Object.entries(operations)) {
      const where = `${method} ${path}`;
      expect([where, summary, description]).toEqual([where, expect.any(String), expect.any(String)]);
      for (const parameter of parameters ?? [])
        if ('name' in parameter) expect([where, parameter.name, parameter.description]).not.toContain(undefined);
      expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['401', '429', '503']));
    }
  const { GroupChanges, accountGroups } = components.schemas;
  for (const { properties } of [GroupChanges, accountGroups])
    for (const [name, value] of Object.entries<{ description?: string }>(properties))
      if (!['attributes', 'links'].includes(name))
        expect([name, value.description]).toEqual([name, expect.any(String)]);
});

/** A client that is generated from the document. */
async function clientOf(key: string) {
  const definition = JSON.parse(await documentOf());
  const axiosConfigDefaults = { baseURL: serviceUrl(), headers: { 'x-api-key': key }, validateStatus: () => true };
  return new OpenAPIClientAxios({ definition, axiosConfigDefaults }).init();
}

test('a client that is generated from it does what the APIs are for', async () => {
  const organization = await TestOrganization.create();
  const client = await clientOf(organization.key);
  const call = (operation: string, parameters: object | null = null, body?: object) => {
    const method = client[operation as keyof typeof client] as unknown as (
      ...args: unknown[]
    ) => Promise<{ status: number; data: unknown }>;
    return method(parameters, body);
  };

  const website = await call('createWebsite', null, { url: 'https://blog.northwind.example' });
  const { id: websiteId } = (website.data as { website: { id: string } }).website;
  const created = await call('createGroup', null, { name: 'New', website_ids: [websiteId] });
  const { id } = (created.data as { group: { id: string } }).group;
  const changed = await call('updateGroup', { group_id: id }, { name: 'Renamed Group', billing_enabled: true });
  expect([website.status, created.status, changed.status]).toEqual([201, 201, 200]);
  expect((await call('listGroups')).data).toMatchObject({ groups: [{ id, name: 'Renamed Group' }] });
  expect((await call('getGroupCredits', { group_id: id })).data).toMatchObject({ credits: { total: 0 } });
  expect((await call('deleteWebsite', { website_id: websiteId })).status).toBe(200);
  expect((await call('restoreWebsite', { website_id: websiteId })).status).toBe(200);

  const names = [{ labelText: 'Sales', language: { id: 1 } }];
  const accountGroup = await call('createAccountGroup', null, { names });
  const { id: accountGroupId } = accountGroup.data as { id: number };
  const byId = { id: accountGroupId };
  expect((await call('updateAccountGroup', byId, { displayOrder: 3 })).status).toBe(200);
  expect((await call('getAccountGroup', byId)).data).toMatchObject({ displayOrder: 3, lookupName: 'Sales' });
  expect((await call('listAccountGroups', { q: 'displayOrder = 3' })).data).toMatchObject({ items: [byId] });
  expect((await call('getAccountGroupName', { ...byId, name_id: 1 })).data).toMatchObject({ labelText: 'Sales' });
  const account = { login: 'astrid', displayName: 'Astrid', staffGroup: byId };
  const { id: accountId } = (await call('createAccount', null, account)).data as { id: number };
  expect((await call('getAccount', { id: accountId })).data).toMatchObject({ login: 'astrid' });
  expect((await call('deleteAccountGroup', byId)).status).toBe(409);
  expect((await call('deleteAccount', { id: accountId })).status).toBe(200);
  expect((await call('deleteAccountGroup', byId)).status).toBe(200);
});
