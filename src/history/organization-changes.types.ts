import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HistoryResource } from '../generated/prisma/enums.ts';
import { connectionOf } from '../lists/connection.types.ts';
import { ResourceChange } from './entries.types.ts';

registerEnumType(HistoryResource, {
  name: 'OrganizationResourceType',
  description: 'What an entry of the history of an organization is about.',
  valuesConfig: {
    ORGANIZATION: { description: 'The organization itself.' },
    API_KEY: { description: 'A key of the organization.' },
    LABEL_LANGUAGE: { description: 'A language of labels, which all organizations share.' },
    GROUP: { description: 'A group of websites.' },
    ACCOUNT_GROUP: { description: 'A group of staff accounts.' },
    STAFF_ACCOUNT: { description: 'A staff account.' },
  },
});

@ObjectType({ description: 'A field of a resource that changed.' })
export class OrganizationChangeField {
  @Field(() => String, {
    description: 'Its name. A label is named with the id of its language, e.g. `names.1`.',
  })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value before, as text, a list as JSON; null where there was none.',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value after, as text, a list as JSON; null where there is none any more.',
  })
  to!: string | null;
}

@ObjectType({
  description: 'What became of a resource of the organization: which, when, by whom, what from what to what.',
})
export class OrganizationChange extends ResourceChange {
  @Field(() => HistoryResource, { description: 'What kind of resource changed.' })
  resourceType!: HistoryResource;

  @Field(() => ID, { description: 'The id of the resource, which may be gone by now.' })
  resourceId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` of the resource after the change; null for a resource that has none.',
  })
  revision!: number | null;

  @Field(() => [OrganizationChangeField], { description: 'The fields that changed, by name. Nothing secret.' })
  fields!: OrganizationChangeField[];
}

@InputType({
  description: 'Which changes to list; all conditions must hold. A null is like a condition that is left out.',
})
export class OrganizationChangeFilter {
  @Field(() => [HistoryResource], { nullable: true, description: 'Of resources of one of these kinds.' })
  resourceTypes?: HistoryResource[] | null;

  @Field(() => ID, { nullable: true, description: 'Of the resource with this id, which may be gone by now.' })
  resourceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Made with the key that has this id.' })
  apiKeyId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Made at this time or later.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Made before this time.' })
  until?: Date | null;
}

export const { Edge: OrganizationChangeEdge, Connection: OrganizationChangeConnection } = connectionOf(
  'OrganizationChange',
  'changes in an organization',
  () => OrganizationChange,
);
