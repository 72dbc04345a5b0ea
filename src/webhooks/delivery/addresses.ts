import { promises as dns, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The addresses that the internet's unicast traffic goes to, of IPv6. */
const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether an address is one of the public internet: not a loopback, private, link-local, shared, multicast or reserved
 * one, and none that stands for an IPv4 address.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast);
}

/**
 * The host has no public address, or none at all. It is one error: what names an internal network has is nobody's
 * business.
 */
export class NoPublicAddressError extends Error {}

/** All addresses of a name, by DNS alone. @throws where it has none */
export type Resolve = (hostname: string) => Promise<string[]>;

/**
 * A resolver that waits no longer than an attempt can. It is not the system's, whose few threads a slow name server could
 * keep from everybody else.
 */
function resolveByDns(): Resolve {
  const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
  return async (hostname) => {
    const families = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return families.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
  };
}

/**
 * Resolves names for connections, and fails for those with any address that is not public. The connection is made to what
 * was checked: a name that changes in between changes nothing.
 */
export function publicLookup(resolve: Resolve = resolveByDns()): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (all) => {
        const addresses = all.map((address) => ({ address, family: isIP(address) }));
        const [first] = addresses;
        if (!first || !all.every(isPublic)) return callback(new NoPublicAddressError(), []);
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
      },
      () => callback(new NoPublicAddressError(), []),
    );
  };
}

/** How names are resolved where private addresses are allowed. */
export const anyLookup: LookupFunction = systemLookup;
