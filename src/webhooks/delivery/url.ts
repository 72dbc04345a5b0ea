import { isIP } from 'node:net';
import { isPublic } from './addresses.ts';

/** The most characters of an endpoint's address. */
const maxUrl = 2048;

/** Ports beside 443 that services on the internet have HTTPS at. Others are those of something else. */
const ports = ['', '8443'];

/** Where webhooks may go: the public internet over HTTPS, or anywhere. */
export interface Reach {
  allowPrivate: boolean;
}

/** The host of a URL as connections take it: an IPv6 address has no brackets. */
export const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1');

/** Whether the host is an address that nothing may be sent to. Of a name, this shows when it is resolved. */
export function isForbiddenHost(url: URL, { allowPrivate }: Reach): boolean {
  const host = hostOf(url);
  return !allowPrivate && isIP(host) !== 0 && !isPublic(host);
}

/** What is wrong with an endpoint's address; undefined where nothing is. */
export function urlIssue(text: string, reach: Reach): string | undefined {
  if (text.length > maxUrl) return `must have at most ${maxUrl} characters, and has ${text.length}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && !(reach.allowPrivate && url?.protocol === 'http:'))
    return 'must be an address that starts with https://';
  if (url.username !== '' || url.password !== '')
    return 'must have no user name and no password: deliveries are signed instead';
  if (url.hash !== '') return 'must have no fragment (what follows "#")';
  if (!reach.allowPrivate && !ports.includes(url.port)) return 'must have the port 443 or 8443';
  if (isForbiddenHost(url, reach) || (!reach.allowPrivate && /(^|\.)localhost\.?$/.test(url.hostname)))
    return 'must lead to the public internet: this address is a local, private or reserved one';
  return undefined;
}
