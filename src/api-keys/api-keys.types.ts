import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ApiKeyScope, Permission } from '../generated/prisma/enums.ts';
import { connectionOf } from '../lists/connection.types.ts';
import type { Time } from '../resources/time.ts';

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'Which part of its organization a key reaches.',
  valuesConfig: {
    GLOBAL: { description: 'All of it.' },
    WEBSITES: {
      description: 'Some websites, and the groups that contain at least one of them. Such a key only reads.',
    },
  },
});

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a key may do beyond groups and websites.',
  valuesConfig: {
    STAFF_ADMINISTRATION: { description: 'Change account groups and staff accounts.' },
    KEY_ADMINISTRATION: {
      description:
        'See and change what carries secrets: API keys and webhook endpoints. Only a global key can have it.',
    },
  },
});

export enum ApiKeyStatus {
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

registerEnumType(ApiKeyStatus, {
  name: 'ApiKeyStatus',
  description: 'Whether requests can use a key. A key that has ended never works again.',
  valuesConfig: {
    ACTIVE: { description: 'It works.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'It was revoked.' },
  },
});

@ObjectType({
  description:
    'An API key. The secret itself, which requests send, is shown only once: when the key is created or rotated.',
})
export class ApiKey {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'The name that people gave it, 1 to 255 characters. Several keys can have it.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the secret, so that people recognize it.' })
  prefix!: string;

  @Field(() => ApiKeyScope, { description: 'Which part of the organization the key reaches.' })
  scope!: ApiKeyScope;

  @Field(() => [Permission], { description: 'What the key may do beyond groups and websites.' })
  permissions!: Permission[];

  @Field(() => Boolean, {
    description:
      'Whether the key is read-only: each mutation is `FORBIDDEN`, whatever its permissions are. A key that is confined to websites can never change anything.',
  })
  readOnly!: boolean;

  @Field(() => ApiKeyStatus, { description: 'Whether requests can use it.' })
  status!: ApiKeyStatus;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, { nullable: true, description: 'When the key expires. null if it never expires.' })
  expiresAt!: Time | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked. null if it was not revoked.' })
  revokedAt!: Time | null;

  /** Shown as `lastUsedAt`. */
  lastUsedAt!: Time | null;
}

export const { Edge: ApiKeyEdge, Connection: ApiKeyConnection } = connectionOf('ApiKey', 'API keys', () => ApiKey);
