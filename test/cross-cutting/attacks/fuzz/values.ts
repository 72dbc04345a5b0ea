import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { isRequired } from '../../../support/schema.ts';
import type { Kind } from '../../isolation/tenant.ts';
import type { Dice } from './dice.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Ids by what they are of; a billed group's are apart, as few groups are. */
export type Pool = Kind | 'billedGroup';
export type Ids = Record<Pool, string[]>;

/** What there is to ask for: the caller's own, and another organization's. */
export interface Ground {
  own: Ids;
  other: Ids;
}

/** A name of an enum: written without quotes in a document. */
export class EnumName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  toJSON(): string {
    return this.name;
  }
}

/** Which ids belong into a member of the schema, by its coordinate; the first that fits. */
const pools: [RegExp, Pool][] = [
  [/apiKeys\.(after|before)$/, 'apiKeyCursor'],
  [/webhookEndpoints\.(after|before)$/, 'webhookEndpointCursor'],
  [/^WebhookEndpoint\.deliveries\.after$/, 'webhookDeliveryCursor'],
  [/^RedeliverWebhookInput\.id$/, 'webhookDelivery'],
  [/webhook\w*\.id$/i, 'webhookEndpoint'],
  [/ApiKeyInput\.id$/, 'otherApiKey'],
  [/^Website\.changes\.after$/, 'websiteChangeCursor'],
  [/^Query\.websitesByUrl\./, 'websiteUrl'],
  [/organizationChanges\.after$/, 'organizationChangeCursor'],
  [/^OrganizationChangeFilter\.apiKeyId$/, 'apiKey'],
  [/^OrganizationChangeFilter\.resourceId$/, 'group'],
  [/^AccountGroup\.changes\.after$/, 'accountGroupChangeCursor'],
  [/^Group\.changes\.after$/, 'groupChangeCursor'],
  [/accountGroups\.(after|before)$/, 'accountGroupCursor'],
  [/accounts\.(after|before)$/i, 'staffAccountCursor'],
  [/groups\.(after|before)$/, 'groupCursor'],
  [/websites\.(after|before)$/, 'websiteCursor'],
  [/^Query\.websites?ByExternalId\./, 'websiteExternalId'],
  [/^(Query\.groups?ByExternalId|GroupFilter)\.externalIds?$/, 'groupExternalId'],
  [/^SetGroupCreditsInput/, 'billedGroup'],
  [/websiteIds?$/i, 'website'],
  [/^DeleteAccountGroupInput\.id$/, 'emptyAccountGroup'],
  [/accountGroupId$|AccountGroup\w*\.ids?$/i, 'accountGroup'],
  [/accountIds?$|StaffAccount\w*\.ids?$/i, 'staffAccount'],
  [/groupId$|groups?\w*\.ids?$/i, 'group'],
  [/websites?\w*\.ids?$/i, 'website'],
];

const noTexts = ['\0', 'a\0b', '\ud800', 'a\udc00b'];
const numbers = [-1, 0, 101, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e300, 0.5];

/** Filters hold filters: no deeper than this. */
const maxDepth = 3;

/** Draws values of the schema's inputs. */
export class Values {
  readonly #dice: Dice;
  readonly #ground: Ground;
  /** How many of a hundred values are not what their place asks for. */
  readonly #wrong: number;
  /** How many inputs are around the one that is drawn. */
  #depth = 0;

  constructor(dice: Dice, ground: Ground, wrong: number) {
    this.#dice = dice;
    this.#ground = ground;
    this.#wrong = wrong;
  }

  /** @param at the coordinate of the argument or of the field of an input */
  of(type: GraphQLInputType, at: string): unknown {
    const dice = this.#dice;
    if (this.#wrong && dice.chance(this.#wrong)) return this.#anything();
    if (isNonNullType(type)) return this.#present(type.ofType, at);
    return dice.chance(4) ? null : this.#present(type, at);
  }

  #present(type: GraphQLInputType, at: string): unknown {
    const dice = this.#dice;
    if (isListType(type))
      return Array.from({ length: dice.chance(4) ? 0 : 1 + dice.below(dice.chance(30) ? 5 : 2) }, () =>
        this.of(type.ofType, at),
      );
    if (isEnumType(type)) return new EnumName(dice.pick(type.getValues()).name);
    if (isInputObjectType(type)) return this.#object(type);
    return this.#scalar((type as GraphQLScalarType).name, at);
  }

  #object(type: GraphQLInputObjectType): object {
    const dice = this.#dice;
    const fields = Object.values(type.getFields()).filter(
      (field) => this.#depth < maxDepth || getNamedType(field.type) !== type,
    );
    const chosen = type.isOneOf ? [dice.pick(fields)] : this.#members(fields);
    this.#depth++;
    const members = chosen.map((field) => {
      const at = `${type.name}.${field.name}`;
      return [field.name, type.isOneOf ? this.#present(field.type, at) : this.of(field.type, at)];
    });
    this.#depth--;
    return Object.fromEntries(members);
  }

  /** What an input needs, and something to change; a revision that is expected is seldom the right one. */
  #members(fields: GraphQLInputField[]): GraphQLInputField[] {
    const dice = this.#dice;
    const optional = fields.filter((field) => !isRequired(field));
    const changes = optional.filter(({ name }) => name !== 'expectedRevision');
    return [
      ...fields.filter(isRequired),
      ...(changes.length > 0 ? dice.some(changes, 20) : []),
      ...optional.filter((field) => !changes.includes(field) && dice.chance(10)),
    ];
  }

  #scalar(type: string, at: string): unknown {
    const dice = this.#dice;
    const pool = pools.find(([pattern]) => pattern.test(at))?.[1];
    if (pool && type !== 'Int') return this.#id(pool);
    if (type === 'ID') throw new Error(`The fuzzer does not know whose ids go into ${at}: give "pools" a line.`);
    if (type === 'Boolean') return dice.chance(50);
    if (type === 'Int') return this.#number(at);
    if (type === 'DateTime') return new Date(Date.now() - dice.below(100_000)).toISOString();
    if (type === '_Any') return this.#representation();
    if (dice.chance(10)) return dice.pick(hostileTexts);
    if (at.endsWith('.url')) return `${dice.pick(['', 'https://', 'HTTP://'])}site-${dice.below(50)}.example/`;
    if (at === 'LabelLanguageRef.lookupName') return dice.pick(['en_US', 'de_DE', 'German', 'English', 'xx_XX']);
    if (/externalId$|login$/.test(at)) return `${at.split('.')[1]}-${dice.below(60)}`;
    return dice.text();
  }

  #id(pool: Pool, owner = this.#dice.chance(10) ? this.#ground.other : this.#ground.own): string {
    const dice = this.#dice;
    const ids = owner[dice.chance(3) ? dice.pick(Object.keys(owner) as Pool[]) : pool];
    return ids.length > 0 && !dice.chance(2) ? dice.pick(ids) : dice.pick(hostileTexts);
  }

  #number(at: string): number {
    const dice = this.#dice;
    if (dice.chance(3)) return dice.pick(numbers);
    if (/\.(first|last)$/.test(at)) return 1 + dice.below(dice.chance(10) ? 100 : 5);
    if (at === 'LabelLanguageRef.id') return 1 + dice.below(3);
    return 1 + dice.below(at.endsWith('.expectedRevision') ? 3 : 60);
  }

  #representation(): object {
    const __typename = this.#dice.pick(['Group', 'Website', 'AccountGroup', 'StaffAccount'] as const);
    if (this.#dice.chance(30) && (__typename === 'Group' || __typename === 'Website'))
      return { __typename, externalId: this.#id(__typename === 'Group' ? 'groupExternalId' : 'websiteExternalId') };
    const pool = `${__typename.charAt(0).toLowerCase()}${__typename.slice(1)}` as Pool;
    return { __typename, id: this.#id(pool) };
  }

  #anything(): unknown {
    const dice = this.#dice;
    const ways = [
      () => null,
      () => dice.pick([...hostileTexts, ...noTexts]),
      () => dice.pick(numbers),
      () => dice.json(),
      () => [dice.pick(noTexts), {}, []],
      () => dice.chance(50),
      () => new EnumName('NONE_OF_THEM'),
      // Another's in the place of a text would be stored, and be told later.
      () => this.#id(dice.pick(Object.keys(this.#ground.own) as Pool[]), this.#ground.own),
    ];
    return dice.pick(ways)();
  }
}
