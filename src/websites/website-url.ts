import { codePoints, isStorable } from '../resource/text.ts';

/** The longest address, in code points. */
export const maxUrl = 2000;

const protocol = /^https?:\/\//i;
const anyProtocol = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * An address as it is stored: without protocol and trailing slashes, the host in lower case. Path and query keep
 * their case, as servers tell them apart by it.
 *
 * @returns the address, or what is wrong with it
 */
export function normalizeUrl(url: string): { url: string } | { issue: string } {
  const trimmed = url.trim();
  if (anyProtocol.test(trimmed) && !protocol.test(trimmed)) return { issue: 'must be an address of http or https' };
  const stripped = trimmed.replace(protocol, '').replace(/\/+$/, '');
  const [host = ''] = stripped.split(/[/?#]/, 1);
  if (host === '') return { issue: 'must have a host, e.g. "blog.example.com"' };
  if (!isStorable(stripped)) return { issue: 'must not contain NUL characters or unpaired surrogates' };
  if (/[\s\\]/u.test(stripped)) return { issue: 'must not contain white space or backslashes' };
  if (host.includes('@')) return { issue: 'must not contain a user name or password' };
  // The URL standard allows a colon without a port; here it would let `http://http://…` keep a protocol.
  if (host.endsWith(':') || !URL.canParse(`https://${host}`))
    return { issue: 'must be an address with a valid host, e.g. "blog.example.com"' };
  const normalized = host.toLowerCase() + stripped.slice(host.length);
  if (codePoints(normalized) > maxUrl) return { issue: `must have at most ${maxUrl} characters` };
  return { url: normalized };
}
