// The partner's accounts and the group gateway in one schema.
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { schemaFromExecutor } from '@graphql-tools/wrap';
import { createGroupGatewaySubschema, optionalLink } from '@group-gateway/stitching';

const executor = buildHTTPExecutor({ endpoint: process.env.ACCOUNTS_URL });
const accounts = { schema: await schemaFromExecutor(executor), executor };

const groupGateway = await createGroupGatewaySubschema({
  url: process.env.GROUP_GATEWAY_URL,
  apiKey: () => process.env.GROUP_GATEWAY_KEY,
  stitchedWith: [accounts.schema],
});

export const schema = stitchSchemas({
  subschemas: [accounts, groupGateway],
  typeDefs: `
    extend type Account {
      "The group of the account; null where there is none."
      group: Group
    }
  `,
  resolvers: {
    Account: { group: optionalLink(groupGateway, { type: 'Group', by: 'externalId', from: 'groupExternalId' }) },
  },
});
