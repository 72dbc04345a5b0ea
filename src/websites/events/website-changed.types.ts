import { Field, ID, ObjectType } from 'type-graphql';
import type { WebsiteChange } from '../history/website-history.types.ts';

@ObjectType({ description: 'A website was created, changed, deleted or restored, or its credits were set.' })
export class WebsiteChangedEvent {
  @Field(() => String, {
    description:
      'The position of the event. To continue from here, send it as `after`, or as the header `Last-Event-ID`.',
  })
  position!: string;

  @Field(() => ID, { description: 'The website.' })
  websiteId!: string;

  /** Shown as `change`. */
  change!: WebsiteChange;
}
