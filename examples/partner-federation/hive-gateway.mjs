// The same supergraph behind the open-source Hive Gateway.
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { listen } from '../listen.mjs';
import { composeSupergraph } from './compose.mjs';

const { GROUP_GATEWAY_URL, GROUP_GATEWAY_KEY } = process.env;

const gateway = createGatewayRuntime({
  supergraph: await composeSupergraph(),
  maskedErrors: false,
  // The transport would send subscriptions as GET.
  transportEntries: { group_gateway: { options: { method: 'POST' } } },
  additionalResolvers: {
    Account: {
      // Hive Gateway resolves entities by merging types, and reports each one that is not there as an error. This links
      // groups with a batched look-up instead, for which one that is not there is null.
      group: {
        selectionSet: '{ groupExternalId }',
        resolve: (account, _args, context, info) =>
          context.group_gateway.Query.groupsByExternalId({
            key: account.groupExternalId,
            argsFromKeys: (externalIds) => ({ externalIds }),
            context,
            info,
          }),
      },
    },
  },
  plugins: () => [
    {
      onFetch({ url, options, setOptions }) {
        if (url === GROUP_GATEWAY_URL)
          setOptions({ ...options, headers: { ...options.headers, 'x-api-key': GROUP_GATEWAY_KEY } });
      },
    },
  ],
});

listen('gateway', gateway);
