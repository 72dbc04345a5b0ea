import { root, version } from './links.ts';

/** An address below the version. */
export const at = (path: string) => `${root}/${version}${path}`;
