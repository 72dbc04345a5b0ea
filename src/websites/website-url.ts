import { domainToUnicode } from 'node:url';
import { codePoints, hasMarksInARow, invisible, isStorable } from '../resources/text.ts';

/** The longest address, in code points. */
export const maxUrl = 2000;

/** A character of an address takes at most so many as it is sent: four bytes, each as `%F0`. */
const longestEscape = 12;

/** An address as it is stored, and the same with its host in punycode. */
interface Address {
  url: string;
  ascii: string;
}

/**
 * An address as it is stored: without protocol, user name, default port, fragment, and the slashes that its path ends
 * with; host and escaped characters beyond ASCII in Unicode, the host in lower case. Path and query keep their case, as
 * servers tell them apart by it.
 *
 * @returns the address, or what is wrong with it
 */
export function normalizeUrl(address: string): Address | { issue: string } {
  const text = address.trim();
  if (!isStorable(text) || /\p{Cc}/u.test(text))
    return { issue: 'must not contain control characters or unpaired surrogates' };
  if (text.length > maxUrl * longestEscape || hasMarksInARow(text)) return { issue: tooLong };
  if (/^mailto:|^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return { issue: 'must be an address of http or https' };
  const parsed = parse(text);
  if (!parsed) return { issue: 'must be an address with a valid host, for example "blog.example.com"' };
  const host = parsed.hostname.replace(/\.$/, '');
  const issue = hostIssue(host);
  if (issue) return { issue };
  // The protocol is not kept, so the default port of either is one.
  const port = /^(80|443)?$/.test(parsed.port) ? '' : `:${parsed.port}`;
  const rest = port + unescaped(parsed.pathname.replace(/\/+$/, '') + parsed.search);
  const url = domainToUnicode(host) + rest;
  return codePoints(url) > maxUrl ? { issue: tooLong } : { url, ascii: host + rest };
}

const tooLong = `must have at most ${maxUrl} characters`;

const protocol = /^(https?:)?\/\//i;

function parse(text: string): URL | undefined {
  if (/^[/\\?#]/.test(text) && !protocol.test(text)) return undefined; // a path or a query alone
  const url = /^https?:/i.test(text) ? text : `https://${text.replace(protocol, '')}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** A label of a host in punycode: letters, digits, hyphens within, and the underscores that some hosts have. */
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** What is wrong with a host that no public website can have. */
function hostIssue(host: string): string | undefined {
  const labels = host.split('.');
  // The URL standard writes every IPv4 address in this form.
  if (/^\[|^\d+\.\d+\.\d+\.\d+$/.test(host)) return 'must have a host name, not an IP address';
  if (labels.length < 2) return 'must have a public host name with a dot in it, for example "blog.example.com"';
  if (host.length > 253 || !labels.every((part) => label.test(part)))
    return 'must have a host name whose parts are 1 to 63 letters, digits and hyphens, no hyphen at either end, 253 in all';
  return undefined;
}

/** Writes escaped characters beyond ASCII as themselves, but for those that do not show. */
function unescaped(rest: string): string {
  return rest.replace(/(?:%[89a-f][0-9a-f])+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped).replace(invisible, encodeURIComponent);
    } catch {
      return escaped; // no UTF-8
    }
  });
}

/** How an address that is looked for may be stored: by the rules, or, from before they were, as it is or in punycode. */
export function storedForms(address: string): string[] {
  const read = normalizeUrl(address);
  return 'issue' in read ? [address] : [...new Set([address, read.url, read.ascii])];
}

/** How a part of an address that is looked for may be stored. It need not be a whole one. */
export function storedParts(part: string): string[] {
  const text = part.trim().replace(protocol, '');
  const [host = ''] = text.split(/[/?#]/, 1);
  const rest = text.slice(host.length);
  const unicode = host.replace(/\bxn--[a-z0-9-]+/gi, (label) => domainToUnicode(label) || label);
  const read = normalizeUrl(part);
  const forms = [text, unescaped(unicode + (rest.includes('?') ? rest : rest.replace(/\/+$/, '')))];
  return [...new Set('issue' in read ? forms : [...forms, read.url])];
}
