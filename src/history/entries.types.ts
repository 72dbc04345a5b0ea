import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ChangeKind } from '../generated/prisma/enums.ts';
import type { Time } from '../resources/time.ts';

registerEnumType(ChangeKind, {
  name: 'ResourceChangeKind',
  description: 'What became of a resource.',
  valuesConfig: {
    CREATED: { description: 'It was created.' },
    UPDATED: { description: 'It was changed.' },
    DELETED: { description: 'It was deleted.' },
  },
});

@ObjectType({ description: 'The API key that made a change.' })
export class ResourceChangeAuthor {
  @Field(() => ID, { description: 'The id of the key, a UUID. Two keys may have had one name.' })
  apiKeyId!: string;

  @Field(() => String, { description: 'The name that the key had at that time.' })
  name!: string;

  @Field(() => String, { description: "The key's first characters, to recognize it by." })
  prefix!: string;
}

@ObjectType({ description: 'A text that changed.' })
export class ResourceTextChange {
  @Field(() => String, { nullable: true, description: 'The text before; null where there was none.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The text after; null where there is none any more.' })
  to!: string | null;
}

@ObjectType({ description: 'A switch that changed.' })
export class ResourceFlagChange {
  @Field(() => Boolean, { nullable: true, description: 'The setting before; null where the resource was created.' })
  from!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The setting after; null where the resource was deleted.' })
  to!: boolean | null;
}

@ObjectType({ description: 'A number that changed.' })
export class ResourceNumberChange {
  @Field(() => Int, { nullable: true, description: 'The number before; null where the resource was created.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'The number after; null where the resource was deleted.' })
  to!: number | null;
}

/** What changes of every resource have in common. */
@ObjectType()
export abstract class ResourceChange {
  @Field(() => ID, { description: 'Identifies the change within the organization. Opaque.' })
  id!: string;

  @Field(() => ChangeKind, { description: 'What became of the resource.' })
  kind!: ChangeKind;

  @Field(() => Date, { description: 'When.' })
  changedAt!: Time;

  @Field(() => ResourceChangeAuthor, {
    nullable: true,
    description:
      'The key that made the change. null: an operator made it at the command line, or you ask with a key that is confined to websites.',
  })
  changedBy!: ResourceChangeAuthor | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The operator who made the change at the command line: by default the user of the system and the host. null: a key made it, or you ask with a key that is confined to websites.',
  })
  operator!: string | null;
}
