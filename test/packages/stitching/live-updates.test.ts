import { type ExecutionResult, parse, subscribe } from 'graphql';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { partnerGateway } from './partner.ts';

test.each(['', 'portal_'])('a change of a group is told through a stitched gateway (prefix "%s")', async (prefix) => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before', websiteIds: await organization.addWebsites(1) });
  const { schema } = await partnerGateway([], {
    apiKey: organization.key,
    typePrefix: prefix,
    rootFieldPrefix: prefix,
  });
  const document = parse(`subscription { told: ${prefix}groupChanged { __typename position group { id name } } }`);
  const events = (await subscribe({ schema, document, contextValue: {} })) as AsyncGenerator<ExecutionResult>;
  expect(events).not.toHaveProperty('errors');
  const first = events.next();
  await data(
    organization.key,
    'mutation ($id: ID!) { updateGroup(input: { id: $id, name: "After" }) { __typename } }',
    {
      id,
    },
  );
  const { value } = await first;
  expect(JSON.parse(JSON.stringify(value))).toEqual({
    data: {
      told: {
        __typename: `${prefix}GroupChangedEvent`,
        position: expect.any(String),
        group: { id, name: 'After' },
      },
    },
  });
  await events.return(undefined);
});
