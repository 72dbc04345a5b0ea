import { BlockList, isIPv6 } from 'node:net';
import type { onRequestHookHandler } from 'fastify';
import { NotFoundError } from '../errors.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** The headers in which a proxy on this machine names the client. */
const forwarded = ['x-forwarded-for', 'forwarded', 'via'];

/** Shows an address to callers on this machine alone; to others there is nothing. */
export const forLoopbackAlone: onRequestHookHandler = ({ socket: { remoteAddress = '' }, headers }, _reply, done) => {
  const isLoopback = loopback.check(remoteAddress, isIPv6(remoteAddress) ? 'ipv6' : 'ipv4');
  const isForwarded = forwarded.some((name) => headers[name] !== undefined);
  done(isLoopback && !isForwarded ? undefined : new NotFoundError());
};
