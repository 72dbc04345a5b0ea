import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HistoryResource } from '../generated/prisma/enums.ts';
import { connectionOf } from '../lists/connection.types.ts';
import { ResourceChange } from './entries.types.ts';

registerEnumType(HistoryResource, {
  name: 'OrganizationResourceType',
  description: 'The type of resource that an entry in the history of an organization is about.',
  valuesConfig: {
    ORGANIZATION: { description: 'The organization itself.' },
    API_KEY: { description: 'A key of the organization.' },
    LABEL_LANGUAGE: { description: 'A language of labels, which all organizations share.' },
    GROUP: { description: 'A group of websites.' },
    WEBSITE: { description: 'A website.' },
    ACCOUNT_GROUP: { description: 'A group of staff accounts.' },
    STAFF_ACCOUNT: { description: 'A staff account.' },
    WEBHOOK_ENDPOINT: { description: 'A webhook endpoint.' },
  },
});

@ObjectType({ description: 'A field of a resource that changed.' })
export class OrganizationChangeField {
  @Field(() => String, {
    description: 'The name of the field. The name of a label contains the id of its language, for example `names.1`.',
  })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value before, as text. A list is JSON. null if there was none.',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value after, as text. A list is JSON. null if it was removed.',
  })
  to!: string | null;
}

@ObjectType({
  description:
    'A change of a resource of the organization: which resource, when, by whom, and the values before and after.',
})
export class OrganizationChange extends ResourceChange {
  @Field(() => HistoryResource, { description: 'What kind of resource changed.' })
  resourceType!: HistoryResource;

  @Field(() => ID, { description: 'The id of the resource. The resource may be deleted.' })
  resourceId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` of the resource after the change. null if the resource has no revisions.',
  })
  revision!: number | null;

  @Field(() => [OrganizationChangeField], {
    description: 'The fields that changed, by name. They never contain a secret.',
  })
  fields!: OrganizationChangeField[];
}

@InputType({
  description: 'Which changes to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class OrganizationChangeFilter {
  @Field(() => [HistoryResource], { nullable: true, description: 'Of resources of these types.' })
  resourceTypes?: HistoryResource[] | null;

  @Field(() => ID, { nullable: true, description: 'Of the resource with this id. The resource may be deleted.' })
  resourceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By the key with this id.' })
  apiKeyId?: string | null;

  @Field(() => Date, { nullable: true, description: 'At this time or later.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this time.' })
  until?: Date | null;
}

export const { Edge: OrganizationChangeEdge, Connection: OrganizationChangeConnection } = connectionOf(
  'OrganizationChange',
  'changes in an organization',
  () => OrganizationChange,
);
