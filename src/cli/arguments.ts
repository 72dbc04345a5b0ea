import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { InputIssues } from '../resources/input-issues.ts';
import { toInt64, toUuid } from '../resources/text.ts';

/** @throws InvalidArgumentError for what is no UUID */
export function uuid(value: string): string {
  const id = toUuid(value);
  if (!id) throw new InvalidArgumentError('It must be a UUID. The list commands show the ids.');
  return id;
}

/** @throws InvalidArgumentError for what is no id of an account group or a staff account */
export function int64(value: string): string {
  const id = toInt64(value);
  if (!id) throw new InvalidArgumentError('It must be a whole number from 1 to 9223372036854775807.');
  return id;
}

/** Collects the values of an option that may be given several times, each value once. */
export function several<Value>(parse: (value: string) => Value): (value: string, before?: Value[]) => Value[] {
  return (value, before = []) => [...new Set([...before, parse(value)])];
}

/** @throws InvalidArgumentError for what is none of the allowed values */
export function oneOf<Value extends string>(allowed: readonly Value[]): (value: string) => Value {
  return (value) => {
    const found = allowed.find((candidate) => candidate === value);
    if (!found) throw new InvalidArgumentError(`Use one of: ${allowed.join(', ')}.`);
    return found;
  };
}

/** A name under the rule for every name of the service: trimmed, 1 to 255 characters that the database can store. */
export function name(value: string): string {
  const issues = new InputIssues();
  const trimmed = issues.checkName([], value);
  const [issue] = issues.list;
  if (issue) throw new InvalidArgumentError(`It ${issue.message}.`);
  // Node.js puts this character in the place of bytes that are not UTF-8: the name is not what was typed.
  if (trimmed.includes('\uFFFD')) throw new InvalidArgumentError('It must be UTF-8 without unpaired surrogates.');
  return trimmed;
}

const maxInteger = 2_147_483_647;

/** @throws InvalidArgumentError for what is no number that can be a language's id */
export function languageId(value: string): number {
  if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > maxInteger)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${maxInteger}.`);
  return Number(value);
}

/** Language, perhaps script, and region: en_US, zh_Hant_TW, es_419. */
const locale = /^[a-z]{2,3}(_[A-Z][a-z]{3})?_([A-Z]{2}|\d{3})$/;

/** @throws InvalidArgumentError for what is no locale in the way labels name them */
export function lookupName(value: string): string {
  if (!locale.test(value))
    throw new InvalidArgumentError('It must be a language and a region, for example en_US, zh_Hant_TW or es_419.');
  return value;
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const longest = 100 * 366 * units.d;

/** @throws InvalidArgumentError for what is no duration; the milliseconds of one that is */
export function duration(value: string): number {
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) throw new InvalidArgumentError(`It must be ${aDuration}.`);
  return milliseconds;
}

const aDuration = 'a duration of at most 100 years such as 90s, 15m, 12h, 30d or 2w';

function parseDuration(value: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,9})([smhdw])$/.exec(value) ?? [];
  const milliseconds = Number(count) * units[unit as keyof typeof units];
  return milliseconds <= longest ? milliseconds : undefined;
}

const dateTime = z.iso.datetime({ offset: true });

/** @throws InvalidArgumentError for what is neither a time to come nor a duration from now */
export function timeToCome(value: string): Date {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined) return new Date(Date.now() + milliseconds);
  const upper = value.toUpperCase(); // RFC 3339 allows t and z
  if (!dateTime.safeParse(upper).success)
    throw new InvalidArgumentError(`It must be a time such as 2030-01-31T12:00:00Z, or ${aDuration}.`);
  const time = new Date(upper);
  if (time.getTime() <= Date.now()) throw new InvalidArgumentError('It must be in the future.');
  return time;
}

/** @throws InvalidArgumentError for what is no address of a system without credentials; the address without slashes at its end */
export function systemUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new InvalidArgumentError('It must be an address such as https://api.example.com, without user and query.');
  return url.href.replace(/\/+$/, '');
}
