import type { Face } from '../face.ts';
import { creditRoutes } from './credits.routes.ts';
import { groupRoutes } from './groups.routes.ts';
import { websiteRoutes } from './websites.routes.ts';

/** The REST API of AthenaHQ, for groups, websites and credits. */
export const athena: Face = {
  name: 'athena',
  routes: [...groupRoutes, ...websiteRoutes, ...creditRoutes],
  owns: (path) => /^\/api\/v1(\/|$)/.test(path),
  errorBody(fault) {
    const { issues, existing, ...others } = fault.extensions;
    return {
      error: { code: fault.code, message: fault.message, ...(issues !== undefined && { issues }), ...others },
      ...(existing !== undefined && { existing_resource: existing }),
    };
  },
  resetHeader: (resetAt) => Math.ceil(resetAt.getTime() / 1000),
  stringify: JSON.stringify,
};
