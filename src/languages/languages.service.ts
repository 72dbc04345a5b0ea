import { match } from '@formatjs/intl-localematcher';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { withoutCancellation } from '../concurrency/cancellation.ts';
import type { LabelLanguage, PrismaClient } from '../generated/prisma/client.ts';
import { quote } from '../resources/text.ts';
import type { LabelLanguageRef } from './languages.inputs.ts';

/** How long a node may go on without a language that an operator adds. Told in docs/running.md. */
export const languageCacheMs = 2000;

/** The installation's languages: few, and the same for everybody, so a node remembers them for {@link languageCacheMs}. */
export class Languages {
  readonly #cache: LRUCache<'all', LabelLanguage[]>;

  constructor(prisma: PrismaClient) {
    this.#cache = new LRUCache({
      max: 1,
      ttl: languageCacheMs,
      fetchMethod: () => withoutCancellation(() => prisma.labelLanguage.findMany({ orderBy: { id: 'asc' } })),
    });
  }

  /** All languages, by their ids. */
  async all(): Promise<LabelLanguage[]> {
    return (await this.#cache.fetch('all')) ?? [];
  }

  /** The languages that a reference can mean: a locale means one, an English name may mean several. */
  async meantBy({ id, lookupName }: LabelLanguageRef): Promise<LabelLanguage[]> {
    const all = await this.all();
    if (id !== undefined) return all.filter((language) => language.id === id);
    const byLocale = all.filter((language) => language.lookupName === lookupName);
    return byLocale.length > 0 ? byLocale : all.filter((language) => language.name === lookupName);
  }

  /** What is wrong with a reference that means no language, or with one that means several; to be read after its place. */
  async faultOf(ref: LabelLanguageRef, meant: readonly LabelLanguage[]): Promise<string> {
    const sent = ref.lookupName === undefined ? `the id ${ref.id}` : quote(ref.lookupName);
    if (meant.length > 0) return `must be one language, but ${sent} is the name of several: ${locales(meant)}`;
    const similar = ref.lookupName === undefined ? [] : await this.#similarTo(ref.lookupName);
    const advice = similar.length > 0 ? `: did you mean ${locales(similar)}?` : '';
    return `must be a language of this installation, but ${sent} is not${advice}`;
  }

  /** Languages that are called so in other letters, or those that differ in the region alone. */
  async #similarTo(sent: string): Promise<LabelLanguage[]> {
    const wanted = plain(sent.slice(0, 100));
    const all = await this.all();
    const same = all.filter(({ lookupName, name }) => plain(lookupName) === wanted || plain(name) === wanted);
    return same.length > 0 ? same : all.filter(({ lookupName }) => language(lookupName) === language(wanted));
  }
}

const plain = (name: string) => name.trim().toLowerCase().replace(/[-\s]/g, '_');

const language = (locale: string) => locale.split('_', 1)[0];

const locales = (languages: readonly LabelLanguage[]) =>
  languages.map(({ lookupName }) => `"${lookupName}"`).join(' or ');

/** Browsers send far less; what is longer is cut. */
const maxHeader = 500;

/** The languages that a caller prefers, best first, as RFC 9110's Accept-Language states them with q values. */
export class LanguagePreference {
  readonly #locales: string[];
  readonly #header: string;

  constructor(acceptLanguage: string | undefined) {
    this.#header = (acceptLanguage ?? '').slice(0, maxHeader);
    const ranges = new Negotiator({ headers: { 'accept-language': this.#header } }).languages();
    const any = ranges.indexOf('*'); // as good as what follows it, so the default language will do
    this.#locales = (any < 0 ? ranges : ranges.slice(0, any)).filter(isLocale);
  }

  /** The best match among some languages, regions being close to each other; undefined when none fits. */
  best(among: readonly LabelLanguage[]): LabelLanguage | undefined {
    if (this.#locales.length === 0) return undefined;
    const key = `${among.map(({ id }) => id)} ${this.#header}`;
    let found = matches.get(key);
    if (!found) {
      const byLocale = new Map(among.map((language) => [toLocale(language), language]));
      const available = [...byLocale.keys()].filter(isLocale);
      found = { language: byLocale.get(match(this.#locales, available, 'und')) };
      matches.set(key, found);
    }
    return found.language;
  }
}

/** Matching costs more than a look-up, and a list asks the same of each of its rows. */
const matches = new LRUCache<string, { language: LabelLanguage | undefined }>({ max: 1000 });

const toLocale = ({ lookupName }: LabelLanguage) => lookupName.replaceAll('_', '-');

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
