import { secondsUntil } from '../../rate-limit/rate-limiter.ts';
import type { Face } from '../face.ts';
import { accountGroupRoutes } from './account-groups.routes.ts';
import { accountRoutes } from './accounts.routes.ts';
import { adaptRequest } from './client-request.ts';
import { errorDocument } from './errors.ts';
import { readExactly, writeExactly } from './json.ts';
import { accountGroupLabelRoutes } from './labels.routes.ts';
import { root, version } from './links.ts';
import { metadataRoutes } from './metadata.routes.ts';

const routes = [...accountGroupRoutes, ...accountGroupLabelRoutes, ...accountRoutes, ...metadataRoutes];

/** The REST API of Oracle B2C Service, for account groups and accounts. */
export const oracle: Face = {
  name: 'oracle',
  routes,
  aliases: { [`${root}/${version}`]: `${root}/latest` },
  owns: (path) => path === root || path.startsWith(`${root}/`),
  adaptRequest,
  errorBody: errorDocument,
  resetHeader: secondsUntil,
  readExactly,
  stringify: writeExactly,
};
