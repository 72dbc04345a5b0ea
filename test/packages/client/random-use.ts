import { isDeepStrictEqual } from 'node:util';
import { type ApolloClient, ApolloClient as Client, gql, HttpLink } from '@apollo/client';
import fc from 'fast-check';
import { createCache } from '../../../client/src/index.ts';
import { eventually } from '../../support/eventually.ts';
import { post, serviceUrl } from '../../support/graphql.ts';
import type { Place } from './place.ts';
import { type AskedMutation, askedMutation, requestOf } from './random-mutations.ts';
import { type AskedList, askedList, documentOf } from './random-queries.ts';
import { asArguments, type Scroll, scroll, withoutTypes } from './random-scrolls.ts';

const resource = fc.constantFrom('group', 'website', 'accountGroup', 'staffAccount');
const steps = {
  list: fc.record({ step: fc.constant('list'), lists: fc.array(askedList, { minLength: 1, maxLength: 2 }) }),
  look: fc.record({ step: fc.constant('look'), of: resource, at: fc.nat({ max: 7 }), many: fc.boolean() }),
  scroll: fc.record({ step: fc.constant('scroll'), asked: scroll }),
  change: fc.record({ step: fc.constant('change'), asked: askedMutation }),
} as const;

export const step = fc.oneof(
  { weight: 7, arbitrary: steps.list },
  { weight: 2, arbitrary: steps.look },
  { weight: 1, arbitrary: steps.scroll },
  { weight: 3, arbitrary: steps.change },
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const lookedAt = {
  group: ['groups', 'id name billingEnabled externalId updatedAt revision credits { total }'],
  website: ['websites', 'id url name deletedAt externalId'],
  accountGroup: ['accountGroups', 'id lookupName names { labelText } displayOrder updatedAt revision'],
  staffAccount: ['accounts', 'id login displayName staffGroup { id lookupName }'],
} as const;

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: unknown;
}

/** One client's life: whatever it gets from its cache is compared with what the service says at that moment. */
export class Use {
  fromCache = 0;
  readonly #place: Place;
  readonly #client: ApolloClient;
  readonly #cursors = new Map<string, string[]>();
  readonly #screens: { isRight: () => Promise<boolean>; end: () => void }[] = [];
  readonly #asked: [text: string, variables: Record<string, unknown>][] = [];
  /** What the service said last to the client. */
  #answer: Answer | undefined;

  constructor(place: Place) {
    this.#place = place;
    const send: typeof fetch = async (address, init) => {
      const response = await fetch(address, init);
      this.#answer = (await response.clone().json()) as Answer;
      return response;
    };
    const headers = { 'x-api-key': place.organization.key };
    const link = new HttpLink({ uri: `${serviceUrl()}/graphql`, headers, fetch: send });
    this.#client = new Client({ cache: createCache(), link });
  }

  async take(step: Step): Promise<void> {
    if (step.step === 'list') await this.#list(step.lists);
    else if (step.step === 'look') await this.#look(step);
    else if (step.step === 'scroll') await this.#scroll(step.asked);
    else await this.#change(step.asked);
  }

  /** What is on the screen comes to be right by itself. */
  async end(): Promise<void> {
    for (const { isRight, end } of this.#screens) {
      await eventually('the screen shows what the service has', isRight);
      end();
    }
    this.#client.stop();
  }

  async #list(asked: AskedList[]): Promise<void> {
    const { list, query } = documentOf(asked, this.#place.seen, (name) => this.#cursors.get(name) ?? []);
    this.#asked.push(query);
    const data = await this.#query(...query);
    if (asked.length > 1) return;
    this.#cursors.set(list, [...new Set([...(this.#cursors.get(list) ?? []), ...cursorsIn(data)])].slice(-12));
  }

  async #look({ of, at, many }: Extract<Step, { step: 'look' }>): Promise<void> {
    const [from, fields] = lookedAt[of];
    const known = this.#place.seen[from];
    const ids = [0, 1].map((next) => known[(at + next) % known.length]);
    const [type, field] = many ? ['[ID!]!', `${of}sById(ids: $id)`] : ['ID!', `${of}(id: $id)`];
    const query = [`query ($id: ${type}) { ${field} { ${fields} } }`, { id: many ? ids : ids[0] }] as const;
    this.#asked.push([...query]);
    await this.#query(...query);
  }

  /** An endless list on a screen, which no other query with the same arguments notices. */
  async #scroll(asked: Scroll): Promise<void> {
    const { text, variables, size, cursor, listIn } = asArguments(asked, this.#place.seen);
    const watched = this.#client.watchQuery({ query: gql(text), variables });
    const shown = () => listIn(watched.getCurrentResult().data);
    const subscription = watched.subscribe({});
    const isRight = async () => {
      const current = shown();
      const rows = Math.max(variables[size] as number, current?.nodes.length ?? 0);
      const { data } = await this.#ask(text, { ...variables, [size]: rows });
      return isDeepStrictEqual(withoutTypes(current), withoutTypes(listIn(data)));
    };
    this.#screens.push({ isRight, end: () => subscription.unsubscribe() });
    await eventually('the first page is there', () => !watched.getCurrentResult().loading);
    for (let page = 0; page < asked.pages; page++) {
      const { nodes = [], next } = shown() ?? {};
      if (!next) break;
      await watched.fetchMore({ variables: { ...variables, [cursor]: next } });
      await eventually('the list grows', () => (shown()?.nodes.length ?? 0) > nodes.length);
    }
    await this.#query(text, variables);
    if (asked.refetch) await watched.refetch();
  }

  async #query(text: string, variables: Record<string, unknown>): Promise<unknown> {
    this.#answer = undefined;
    const { data, error } = await this.#client.query({ query: gql(text), variables, errorPolicy: 'all' });
    if (!this.#answer) this.fromCache++;
    const { data: right, errors } = this.#answer ?? (await this.#ask(text, variables));
    // Of a page that the service refuses there is nothing to compare.
    if (errors) expect({ text, failed: error !== undefined }).toEqual({ text, failed: true });
    else expect({ text, variables, data: withoutTypes(data) }).toEqual({ text, variables, data: withoutTypes(right) });
    return data;
  }

  async #ask(query: string, variables: Record<string, unknown>): Promise<Answer> {
    return post(JSON.stringify({ query, variables }), { 'x-api-key': this.#place.organization.key });
  }

  async #change(asked: AskedMutation): Promise<void> {
    const [text, variables] = requestOf(asked, this.#place.seen);
    const watching = this.#screens.length > 0;
    this.#answer = undefined;
    const { data } = await this.#client.mutate({ mutation: gql(text), variables });
    // Screens send requests of their own meanwhile.
    if (!watching) expect(data).toEqual((this.#answer as Answer | undefined)?.data);
    const results = [(data as Record<string, Record<string, { id?: string }>>)[asked.mutation]].flat();
    const ids = results.flatMap((result) => Object.values(result ?? {}).find((value) => value?.id)?.id ?? []);
    if (asked.mutation.startsWith('create') && !asked.dryRun) for (const id of ids) this.#see(asked.mutation, id);
    // Whatever was known before is asked for again: that is where a cache goes wrong.
    for (const [query, values] of this.#asked.slice(-3)) await this.#query(query, values);
  }

  #see(mutation: AskedMutation['mutation'], id: string): void {
    const of = { createGroup: 'groups', createWebsite: 'websites', createAccountGroup: 'accountGroups' } as const;
    const ids = this.#place.seen[of[mutation.replace(/s$/, '') as keyof typeof of] ?? 'accounts'];
    ids.push(id);
    // The oldest goes out of sight, so that most of what is asked for is there.
    if (ids.length > 8) ids.shift();
  }
}

const cursorsIn = (data: unknown): string[] =>
  [...JSON.stringify(data ?? null).matchAll(/"(?:cursor|startCursor|endCursor)":"([^"]+)"/g)].map(
    ([, cursor]) => cursor as string,
  );
