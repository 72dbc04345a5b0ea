import { isDeepStrictEqual } from 'node:util';
import { type ApolloClient, ApolloClient as Client, gql, HttpLink } from '@apollo/client';
import fc from 'fast-check';
import { createCache } from '../../../client/src/index.ts';
import { eventually } from '../../support/eventually.ts';
import { post, serviceUrl } from '../../support/graphql.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { type AskedMutation, askedMutation, documentOf, mutations, type Seen } from './random-mutations.ts';
import { type AskedList, askedList, fieldOf } from './random-queries.ts';

const resource = fc.constantFrom('group', 'website', 'accountGroup', 'staffAccount');
const endless = fc.constantFrom('groups', 'websites');
const few = fc.nat({ max: 2 });

const steps = {
  list: fc.record({ step: fc.constant('list'), lists: fc.array(askedList, { minLength: 1, maxLength: 2 }) }),
  look: fc.record({ step: fc.constant('look'), of: resource, at: fc.nat({ max: 7 }), many: fc.boolean() }),
  scroll: fc.record({ step: fc.constant('scroll'), list: endless, first: fc.nat({ max: 2 }), pages: few }),
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

interface Shown {
  nodes: { id: string; name: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: unknown;
}

/** Where uses take place, one after the other. */
export interface Place {
  organization: TestOrganization;
  seen: Seen;
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
    else if (step.step === 'scroll') await this.#scroll(step);
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
    const [first] = asked as [AskedList];
    const fields = asked.map((each, index) =>
      fieldOf(each, (list) => this.#cursors.get(list) ?? [], index > 0 ? 'other: ' : ''),
    );
    const { groups, websites, accountGroups } = this.#place.seen;
    const of = (ids: string[]) => ids[first.of % ids.length];
    const ids = Object.entries({ group: of(groups), website: of(websites), accountGroup: of(accountGroups) });
    const text = fields.map(({ field }) => field).join(' ');
    const used = ids.filter(([name]) => text.includes(`$${name}`));
    const heading = used.length > 0 ? `(${used.map(([name]) => `$${name}: ID!`).join(', ')})` : '';
    const query = [`query ${heading} { ${text} }`, Object.fromEntries(used)] as const;
    this.#asked.push([...query]);
    const data = await this.#query(...query);
    if (fields.length > 1) return;
    const list = fields[0]?.list as string;
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
  async #scroll({ list, first: few, pages }: Extract<Step, { step: 'scroll' }>): Promise<void> {
    const first = few + 1;
    const text = `query ($first: Int, $after: String) { ${list}(first: $first, after: $after) {
      nodes { id name } pageInfo { hasNextPage endCursor } totalCount
    } }`;
    const watched = this.#client.watchQuery({ query: gql(text), variables: { first } });
    const shown = () => (watched.getCurrentResult().data as Record<string, Shown> | undefined)?.[list];
    const subscription = watched.subscribe({});
    const isRight = async () => {
      const current = shown();
      const { data } = await this.#ask(text, { first: Math.max(first, current?.nodes.length ?? 0) });
      return isDeepStrictEqual(withoutTypes(current), data?.[list]);
    };
    this.#screens.push({ isRight, end: () => subscription.unsubscribe() });
    await eventually('the first page is there', () => shown()?.nodes);
    for (let page = 0; page < pages; page++) {
      const { nodes, pageInfo } = shown() as Shown;
      if (!pageInfo.hasNextPage) break;
      await watched.fetchMore({ variables: { after: pageInfo.endCursor } });
      await eventually('the list grows', () => (shown()?.nodes.length ?? 0) > nodes.length);
    }
    await this.#query(text, { first });
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
    const { seen } = this.#place;
    const input = mutations[asked.mutation].input({ ...asked, seen });
    const watching = this.#screens.length > 0;
    this.#answer = undefined;
    const { data } = await this.#client.mutate({ mutation: gql(documentOf(asked)), variables: { input } });
    // Screens send requests of their own meanwhile.
    if (!watching) expect(data).toEqual((this.#answer as Answer | undefined)?.data);
    const result = (data as Record<string, Record<string, { id?: string }>>)[asked.mutation];
    const id = Object.values(result ?? {}).find((value) => value?.id)?.id;
    if (id && asked.mutation.startsWith('create')) this.#see(asked.mutation, id);
    // Whatever was known before is asked for again: that is where a cache goes wrong.
    for (const [text, variables] of this.#asked.slice(-3)) await this.#query(text, variables);
  }

  #see(mutation: AskedMutation['mutation'], id: string): void {
    const of = { createGroup: 'groups', createWebsite: 'websites', createAccountGroup: 'accountGroups' } as const;
    const ids = this.#place.seen[of[mutation as keyof typeof of] ?? 'accounts'];
    ids.push(id);
    // The oldest goes out of sight, so that most of what is asked for is there.
    if (ids.length > 8) ids.shift();
  }
}

const withoutTypes = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data ?? null, (key, value) => (key === '__typename' ? undefined : value)));

const cursorsIn = (data: unknown): string[] =>
  [...JSON.stringify(data ?? null).matchAll(/"(?:cursor|startCursor|endCursor)":"([^"]+)"/g)].map(
    ([, cursor]) => cursor as string,
  );
