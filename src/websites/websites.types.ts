import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../lists/connection.types.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { Time } from '../resources/time.ts';

@ObjectType({ simpleResolvers: true, description: 'A website of an organization. It can be in any number of groups.' })
export class Website {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, {
    description:
      'The address, without protocol and trailing slashes. The host is in lower case and in Unicode, for example `blog.northwind.example` or `bücher.example/neu`. Several websites can have the same address.',
  })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A name for people, 1 to 255 characters. null if it has none.',
  })
  name!: string | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      "The partner's own id for the website, 1 to 255 characters, unique among the websites of the organization. null if there is none, or if the website is deleted.",
  })
  externalId!: string | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, {
    description: 'When it was last changed, deleted or restored. Joining or leaving a group does not count.',
  })
  updatedAt!: Time;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was deleted. null if it is not deleted. A deleted website is in no list and in no group until it is restored.',
  })
  deletedAt!: Time | null;

  @Field(() => Int, {
    description:
      'Starts at 1 and grows by 1 with each update, deletion or restore that changes something. Send it as `expectedRevision` so that you do not overwrite the changes of others.',
  })
  revision!: number;
}

export const { Edge: WebsiteEdge, Connection: WebsiteConnection } = connectionOf('Website', 'websites', () => Website);
export type WebsiteConnection = InstanceType<typeof WebsiteConnection>;
