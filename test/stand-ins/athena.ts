import { randomUUID } from 'node:crypto';
import { type Answer, type Seen, StandIn } from './stand-in.ts';

export interface AthenaWebsite {
  id: string;
  websiteUrl: string;
  websiteName: string | null;
}

export interface AthenaGroup {
  id: string;
  name: string;
  billingEnabled: boolean;
  createdAt: string;
  externalId: string | null;
  websiteIds: string[];
}

interface Credits {
  monthly: number;
  oneOff: number;
}

type Body = Record<string, unknown>;

const refused = (status: number, code: string, message: string, more: object = {}): Answer => ({
  status,
  body: JSON.stringify({ error: { code, message }, ...more }),
});

/** AthenaHQ's API for one organization: groups, websites, credits. */
export class Athena extends StandIn {
  readonly key = `athena-${randomUUID()}`;
  readonly orgId = randomUUID();
  /** Whether the organization is flagged as a partner: others get no external ids. */
  isPartner = true;
  readonly websites = new Map<string, AthenaWebsite>();
  readonly groups = new Map<string, AthenaGroup>();
  /** By the id of the group; a group without any has no billing entity. */
  readonly credits = new Map<string, Credits>();
  /** The member that the list of groups is. */
  listName = 'groups';
  /** Groups that are made while they are sent, for lists that are too long to keep. */
  generated: (() => Iterable<object>) | undefined;

  protected get type(): string {
    return 'application/json; charset=utf-8';
  }

  addWebsite(websiteUrl: string, { id = randomUUID() as string, websiteName = null as string | null } = {}): string {
    this.websites.set(id, { id, websiteUrl, websiteName });
    return id;
  }

  addGroup(name: string, websiteIds: string[], more: Partial<AthenaGroup> = {}): string {
    const id = more.id ?? randomUUID();
    const group = { id, name, websiteIds, billingEnabled: false, externalId: null };
    this.groups.set(id, { ...group, createdAt: '2025-03-01T08:30:00.000Z', ...more });
    return id;
  }

  protected failure(status: number): string {
    return JSON.stringify({ error: { code: 'FAILED', message: `It failed with ${status}.` } });
  }

  protected answer({ request, headers, body }: Seen): Answer {
    if (headers['x-api-key'] !== this.key) return refused(401, 'UNAUTHORIZED', 'The key is not valid.');
    const [method = '', address = ''] = request.split(' ');
    const { pathname, searchParams } = new URL(address, this.url);
    const [, id = '', action = ''] = /^\/api\/v1\/\w+\/([^/]+)(\/restore)?$/.exec(pathname) ?? [];
    const at = `${method} ${pathname.replace(id && `/${id}`, id && '/{id}')}`;
    const sent = (): Body => JSON.parse(body || '{}');
    switch (at) {
      case 'GET /api/v1/groups':
        return this.#list(searchParams.get('external_id'));
      case 'POST /api/v1/groups':
        return this.#create(sent());
      case 'PATCH /api/v1/groups/{id}':
        return this.#update(id, sent());
      case 'GET /api/v1/credits/{id}':
        return this.#creditsOf(searchParams.get('group_id') ?? '');
      default:
        return refused(404, 'NOT_FOUND', `There is no ${method} ${pathname}${action}.`);
    }
  }

  #list(externalId: string | null): Answer {
    if (externalId !== null && !this.isPartner) return refused(403, 'FORBIDDEN', 'Only partners have external ids.');
    const all = this.generated?.() ?? this.#shown(externalId);
    return { status: 200, body: listOf(this.listName, all) };
  }

  *#shown(externalId: string | null): Iterable<object> {
    for (const group of this.groups.values())
      if (externalId === null || group.externalId === externalId) yield this.#show(group);
  }

  #show({ websiteIds, externalId, ...group }: AthenaGroup): object {
    const websites = websiteIds.map((id) => this.websites.get(id));
    return { ...group, orgId: this.orgId, websites, ...(this.isPartner && { externalId }) };
  }

  #refusalOf({ external_id }: Body, id?: string): Answer | undefined {
    if (external_id === undefined) return undefined;
    if (!this.isPartner) return refused(403, 'FORBIDDEN', 'Only partners have external ids.');
    const holder = [...this.groups.values()].find((group) => external_id !== null && group.externalId === external_id);
    if (!holder || holder.id === id) return undefined;
    return refused(409, 'CONFLICT', 'Another group has it.', { existing_resource: this.#show(holder) });
  }

  #create(body: Body): Answer {
    const { name, website_ids: websiteIds, billing_enabled = false, external_id = null } = body;
    if (typeof name !== 'string' || !Array.isArray(websiteIds) || websiteIds.length === 0)
      return refused(400, 'INVALID', 'It needs a name and websites.');
    const refusal = this.#refusalOf(body);
    if (refusal) return refusal;
    const more = { billingEnabled: billing_enabled as boolean, externalId: external_id as string | null };
    const { createdAt, ...group } = this.groups.get(this.addGroup(name, websiteIds, more)) as AthenaGroup;
    const { externalId, ...shown } = group;
    return { status: 200, body: JSON.stringify({ group: { ...shown, orgId: this.orgId, createdAt } }) };
  }

  #update(id: string, body: Body): Answer {
    const group = this.groups.get(id);
    if (!group) return refused(404, 'NOT_FOUND', 'There is no such group.');
    if (Object.keys(body).length === 0) return refused(400, 'INVALID', 'At least one field must be provided.');
    const refusal = this.#refusalOf(body, id);
    if (refusal) return refusal;
    const { name, add_website_ids, remove_website_ids, external_id, billing_enabled } = body;
    const removed = new Set((remove_website_ids as string[]) ?? []);
    const all = [...new Set([...group.websiteIds, ...((add_website_ids as string[]) ?? [])])];
    Object.assign(group, {
      websiteIds: all.filter((website) => !removed.has(website)),
      ...(name !== undefined && { name }),
      ...(external_id !== undefined && { externalId: external_id }),
      ...(billing_enabled !== undefined && { billingEnabled: billing_enabled }),
    });
    return { status: 200, body: JSON.stringify({ group: this.#show(group) }) };
  }

  #creditsOf(id: string): Answer {
    const credits = this.credits.get(id);
    if (!credits) return refused(404, 'NOT_FOUND', 'The group has no credits.');
    const monthly = { balance: credits.monthly, next_reset_at: null };
    const total = credits.monthly + credits.oneOff;
    return { status: 200, body: JSON.stringify({ credits: { total, monthly, one_off: { balance: credits.oneOff } } }) };
  }
}

function* listOf(name: string, groups: Iterable<object>): Iterable<string> {
  let piece = `{"${name}":[`;
  let isFirst = true;
  for (const group of groups) {
    piece += `${isFirst ? '' : ','}${JSON.stringify(group)}`;
    isFirst = false;
    if (piece.length > 30_000) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}]}`;
}
