import { ArgsType, Field } from 'type-graphql';
import { ForwardPageArgs } from '../lists/connection.types.ts';
import { WebsiteFilter, WebsiteOrder } from './websites.inputs.ts';

/** What the websites of something can be asked for. */
@ArgsType()
export class WebsiteArguments extends ForwardPageArgs {
  @Field(() => WebsiteFilter, { nullable: true, description: 'Which entries to return.' })
  filter?: WebsiteFilter | null;

  @Field(() => WebsiteOrder, { nullable: true, description: 'The order. The default is by name, ascending.' })
  orderBy?: WebsiteOrder | null;
}
