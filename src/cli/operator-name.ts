import { hostname, userInfo } from 'node:os';

/** Whom the history names as the operator, unless `--as` says otherwise: the system's user, and the host. */
export function operatorName(): string {
  return `${userName()}@${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`; // which has no name, as in a container
  }
}
