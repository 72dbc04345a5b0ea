import { randomUUID } from 'node:crypto';
import { type Answer, type Seen, StandIn } from './stand-in.ts';

const base = '/services/rest/connect/v1.4';

export interface OracleGroup {
  /** A whole number of 64 bits. */
  id: string;
  displayOrder: number;
  customerCareAccess: boolean;
  /** By the id of the language. */
  names: Record<number, string>;
  descriptions: Record<number, string>;
  createdTime: string;
  updatedTime: string;
}

export interface OracleAccount {
  id: string;
  login: string;
  displayName: string;
  groupId: string;
}

/** Numbers of 64 bits stand in quotes with this mark until the text of the answer is whole. */
const number = (id: string) => `#${id}#`;
const textOf = (body: unknown) => JSON.stringify(body).replace(/"#(\d+)#"/g, '$1');

const parameters = ['limit', 'offset', 'orderBy', 'fields', 'q', 'totalResults'];

/** Oracle B2C Service's Connect REST API for one site: account groups and accounts. */
export class Oracle extends StandIn {
  readonly user = 'importer';
  readonly password = `oracle-${randomUUID()}`;
  readonly languages: Record<number, string> = { 1: 'en_US', 2: 'en_GB', 3: 'de_DE' };
  readonly groups = new Map<string, OracleGroup>();
  readonly accounts = new Map<string, OracleAccount>();
  /** The most entries that one answer has. */
  maxLimit = 1000;
  /** Whether labels in a list are only links, each to be read by itself. */
  labelsAreLinks = false;

  protected get type(): string {
    return 'application/json';
  }

  addGroup(id: string, name: string, more: Partial<OracleGroup> = {}): string {
    const times = { createdTime: '2024-05-01T10:00:00.000Z', updatedTime: '2024-06-01T10:00:00.000Z' };
    const displayOrder = Math.max(0, ...[...this.groups.values()].map((group) => group.displayOrder)) + 1;
    const group = { id, displayOrder, customerCareAccess: false, names: { 1: name }, descriptions: {}, ...times };
    this.groups.set(id, { ...group, ...more });
    return id;
  }

  addAccount(id: string, login: string, groupId: string, displayName = `The ${login}`): string {
    this.accounts.set(id, { id, login, displayName, groupId });
    return id;
  }

  protected failure(status: number, { request }: Seen): string {
    return textOf(this.#document(status, 'OSC-CREST-00008', `It failed with ${status}.`, request));
  }

  #document(status: number, code: string, detail: string, request: string): object {
    const [, address = ''] = request.split(' ');
    return {
      type: `${this.url}/services/rest/connect/exceptions/${code}`,
      title: 'It was refused',
      status,
      detail,
      instance: `${this.url}${address.split('?', 1)[0]}`,
      'o:errorCode': code,
    };
  }

  protected answer(seen: Seen): Answer {
    const { request, headers } = seen;
    const refuse = (status: number, code: number, detail: string) => ({
      status,
      body: textOf(this.#document(status, `OSC-CREST-${String(code).padStart(5, '0')}`, detail, request)),
    });
    const wanted = `Basic ${Buffer.from(`${this.user}:${this.password}`).toString('base64')}`;
    if (headers.authorization !== wanted) return refuse(401, 14, 'Not authorized.');
    const [sentMethod = '', address = ''] = request.split(' ');
    const override = headers['x-http-method-override'];
    const method = sentMethod === 'POST' && override ? String(override) : sentMethod;
    const { pathname, searchParams } = new URL(address, this.url);
    if (!pathname.startsWith(`${base}/`)) return refuse(404, 3, 'The version is not supported.');
    const [resource = '', id = '', kind = '', language = ''] = pathname.slice(base.length + 1).split('/');
    if (method === 'PATCH') return this.#patch(id, seen) ?? refuse(404, 6, 'There is no such account group.');
    if (method !== 'GET') return refuse(405, 2, 'The method is not supported.');
    const unknown = [...searchParams.keys()].find((name) => !parameters.includes(name));
    if (unknown) return refuse(400, 7, `"${unknown}" is no parameter.`);
    const body = this.#read(resource, id, kind, language, searchParams);
    return body ? { status: 200, body: textOf(body) } : refuse(404, 13, 'It was not recognized.');
  }

  #read(resource: string, id: string, kind: string, language: string, query: URLSearchParams): object | undefined {
    if (resource === 'metadata-catalog' && ['accountGroups', 'accounts'].includes(id))
      return { $schema: 'https://json-schema.org/draft-04/schema', title: id, type: 'object' };
    if (resource === 'accountGroups' && kind) return this.#labels(id, kind as 'names', language);
    if (resource !== 'accountGroups' && resource !== 'accounts') return undefined;
    if (id) return this.#all(resource).find((each) => each.id === number(id));
    return this.#list(resource, query);
  }

  #links(path: string): object[] {
    return ['self', 'canonical'].map((rel) => ({ rel, href: `${this.url}${base}/${path}` }));
  }

  #labels(id: string, kind: 'names' | 'descriptions', language: string): object | undefined {
    const labels = this.groups.get(id)?.[kind];
    if (!labels) return undefined;
    const path = `accountGroups/${id}/${kind}`;
    const show = ([languageId, labelText]: [string, string]) => ({
      labelText,
      language: { id: Number(languageId), lookupName: this.languages[Number(languageId)] },
      links: this.#links(`${path}/${languageId}`),
    });
    const all = Object.entries(labels);
    if (language) {
      const one = all.find(([languageId]) => languageId === language);
      return one && show(one);
    }
    const items = this.labelsAreLinks
      ? all.map(([languageId]) => ({ links: this.#links(`${path}/${languageId}`) }))
      : all.map(show);
    return { items, hasMore: false, links: this.#links(path) };
  }

  /** Everything, each with all of its members. */
  #all(resource: 'accountGroups' | 'accounts'): ({ id: string; links: unknown } & Record<string, unknown>)[] {
    if (resource === 'accounts')
      return [...this.accounts.values()].map(({ id, login, displayName, groupId }) => ({
        id: number(id),
        lookupName: displayName,
        login,
        displayName,
        staffGroup: { id: number(groupId), links: this.#links(`accountGroups/${groupId}`) },
        links: this.#links(`accounts/${id}`),
      }));
    return [...this.groups.values()].map(({ names, descriptions, customerCareAccess, ...group }) => ({
      ...group,
      id: number(group.id),
      lookupName: names[1] ?? Object.values(names)[0],
      attributes: { customerCareAccess },
      descriptions: { links: this.#links(`accountGroups/${group.id}/descriptions`) },
      name: names[1] ?? Object.values(names)[0],
      names: { links: this.#links(`accountGroups/${group.id}/names`) },
      links: this.#links(`accountGroups/${group.id}`),
    }));
  }

  #list(resource: 'accountGroups' | 'accounts', query: URLSearchParams): object {
    const [by = 'id', direction = 'asc'] = (query.get('orderBy') ?? 'id').split(':');
    const [, after = '0'] = /^id ?> ?(\d+)$/.exec(query.get('q') ?? '') ?? [];
    const key = (each: Record<string, unknown>) => {
      const value = String(each[by]).replaceAll('#', '');
      return /^\d+$/.test(value) ? value.padStart(20, '0') : value;
    };
    const found = this.#all(resource)
      .filter(({ id }) => BigInt(id.replaceAll('#', '')) > BigInt(after))
      .sort((one, other) => (key(one) < key(other) ? -1 : 1) * (direction === 'asc' ? 1 : -1));
    const limit = Math.min(Number(query.get('limit') ?? this.maxLimit), this.maxLimit);
    const offset = Number(query.get('offset') ?? 0);
    const shown = new Set([
      'id',
      'lookupName',
      'createdTime',
      'updatedTime',
      'links',
      ...(query.get('fields') ?? '').split(','),
    ]);
    const items = found
      .slice(offset, offset + limit)
      .map((each) => Object.fromEntries(Object.entries(each).filter(([name]) => shown.has(name))));
    return { items, hasMore: offset + limit < found.length, links: this.#links(resource) };
  }

  #patch(id: string, { body }: Seen): Answer | undefined {
    const group = this.groups.get(id);
    if (!group) return undefined;
    const { names = [], descriptions = [], displayOrder, attributes } = JSON.parse(body);
    for (const { labelText, language } of names) group.names[language.id] = labelText;
    for (const { labelText, language } of descriptions) group.descriptions[language.id] = labelText;
    if (displayOrder !== undefined) group.displayOrder = displayOrder;
    if (attributes?.customerCareAccess !== undefined) group.customerCareAccess = attributes.customerCareAccess;
    return { status: 200 };
  }
}
