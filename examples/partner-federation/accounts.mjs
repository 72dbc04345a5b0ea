// The accounts. A group is whatever key an account has: the gateway finds out whether it exists.
import { serveAccounts } from './subgraph.mjs';

serveAccounts(({ groupExternalId }) => groupExternalId && { externalId: groupExternalId });
