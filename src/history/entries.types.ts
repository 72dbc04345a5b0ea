import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ChangeKind } from '../generated/prisma/enums.ts';
import type { Time } from '../resources/time.ts';

registerEnumType(ChangeKind, {
  name: 'ResourceChangeKind',
  description: 'What happened to a resource.',
  valuesConfig: {
    CREATED: { description: 'It was created.' },
    UPDATED: { description: 'It was changed.' },
    DELETED: { description: 'It was deleted.' },
    RESTORED: { description: 'It was deleted, and is back.' },
  },
});

@ObjectType({ description: 'The API key that made a change.' })
export class ResourceChangeAuthor {
  @Field(() => ID, { description: 'The id of the key, a UUID. Several keys can have the same name.' })
  apiKeyId!: string;

  @Field(() => String, { description: 'The name that the key had at that time.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the key, so that people recognize it.' })
  prefix!: string;
}

@ObjectType({ description: 'A text that changed.' })
export class ResourceTextChange {
  @Field(() => String, { nullable: true, description: 'The text before. null if there was none.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The text after. null if it was removed.' })
  to!: string | null;
}

@ObjectType({ description: 'A switch that changed.' })
export class ResourceFlagChange {
  @Field(() => Boolean, { nullable: true, description: 'The setting before. null if the resource was created.' })
  from!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The setting after. null if the resource was deleted.' })
  to!: boolean | null;
}

@ObjectType({ description: 'A number that changed.' })
export class ResourceNumberChange {
  @Field(() => Int, { nullable: true, description: 'The number before. null if the resource was created.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'The number after. null if the resource was deleted.' })
  to!: number | null;
}

/** What changes of every resource have in common. */
@ObjectType()
export abstract class ResourceChange {
  @Field(() => ID, { description: 'Identifies the change within the organization. Opaque.' })
  id!: string;

  @Field(() => ChangeKind, { description: 'What happened to the resource.' })
  kind!: ChangeKind;

  @Field(() => Date, { description: 'When.' })
  changedAt!: Time;

  @Field(() => ResourceChangeAuthor, {
    nullable: true,
    description:
      'The key that made the change. null if an operator made it on the command line, or if your key is confined to websites.',
  })
  changedBy!: ResourceChangeAuthor | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The operator who made the change on the command line: by default the system user and the host. null if a key made the change, or if your key is confined to websites.',
  })
  operator!: string | null;
}
