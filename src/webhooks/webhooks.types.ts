import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { WebhookDeliveryStatus, WebhookEventType } from '../generated/prisma/enums.ts';
import { connectionOf } from '../lists/connection.types.ts';
import { MaxItems } from '../lists/max-items.ts';
import type { Time } from '../resources/time.ts';

registerEnumType(WebhookEventType, {
  name: 'WebhookEventType',
  description: 'What happened. Payloads have it as `type`, for example `group.credits_set` for `GROUP_CREDITS_SET`.',
  valuesConfig: {
    GROUP_CREATED: { description: 'A group was created.' },
    GROUP_UPDATED: { description: 'A group changed, or which websites it contains.' },
    GROUP_DELETED: { description: 'A group was deleted.' },
    GROUP_CREDITS_SET: { description: 'The credits of a group were set.' },
    WEBSITE_CREATED: { description: 'A website was created.' },
    WEBSITE_UPDATED: { description: 'A website changed.' },
    WEBSITE_DELETED: { description: 'A website was deleted.' },
    WEBSITE_RESTORED: { description: 'A deleted website is back.' },
    WEBSITE_CREDITS_SET: { description: 'The credits of a website were set.' },
    ACCOUNT_GROUP_CREATED: { description: 'An account group was created.' },
    ACCOUNT_GROUP_UPDATED: {
      description: 'An account group changed, moved to make room for another one, or staff accounts joined or left it.',
    },
    ACCOUNT_GROUP_DELETED: { description: 'An account group was deleted.' },
    STAFF_ACCOUNT_CREATED: { description: 'A staff account was created.' },
    STAFF_ACCOUNT_UPDATED: { description: 'A staff account changed or moved to another account group.' },
    STAFF_ACCOUNT_DELETED: { description: 'A staff account was deleted.' },
    ORGANIZATION_CREDITS_SET: { description: 'The credits of the organization itself were set.' },
    TEST: { description: 'Nothing: `sendTestWebhook` sends it. Endpoints cannot ask for it.' },
  },
});

registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'How far a delivery is.',
  valuesConfig: {
    PENDING: { description: 'It was not delivered yet. The service sends it, or sends it again.' },
    DELIVERED: { description: 'The endpoint answered with HTTP 200 to 299.' },
    FAILED: { description: 'All attempts failed for three days. `redeliverWebhook` starts again.' },
  },
});

@ObjectType({
  description:
    'An address of yours that the service tells of changes. Deliveries are signed as the Standard Webhooks specification says.',
})
export class WebhookEndpoint {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'Where deliveries are sent to.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, in your words. null if there is no text.' })
  description!: string | null;

  @MaxItems(Object.keys(WebhookEventType).length)
  @Field(() => [WebhookEventType], { description: 'The events that the service sends to it.' })
  events!: WebhookEventType[];

  @Field(() => Boolean, {
    description: 'Whether it is switched on. The service records no deliveries for an endpoint that is switched off.',
  })
  isEnabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the service switched it off: all attempts failed for three days, it answered HTTP 410, or more than 100,000 deliveries waited for it. null in all other cases.',
  })
  disabledReason!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the secret before the last rotation signs as well. null if it does not.',
  })
  previousSecretUntil!: Time | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Time;
}

@ObjectType({ description: 'An attempt to deliver.' })
export class WebhookDeliveryAttempt {
  @Field(() => Date, { description: 'When it began.' })
  at!: Time;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer. null if there was none.' })
  responseStatus!: number | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds. An attempt ends after 10 seconds.' })
  durationMs!: number;

  @Field(() => String, { nullable: true, description: 'What went wrong, for people. null if nothing did.' })
  error!: string | null;
}

@ObjectType({ description: 'A message to an endpoint.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'UUID. Sent as the header `webhook-id`, the same at each attempt.' })
  id!: string;

  @Field(() => WebhookEventType, { description: 'What it tells of.' })
  event!: WebhookEventType;

  @Field(() => WebhookDeliveryStatus, { description: 'How far it is.' })
  status!: WebhookDeliveryStatus;

  @Field(() => Date, { description: 'When the change was made.' })
  createdAt!: Time;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the next attempt is due. null if there is none. An endpoint that is down or switched off gets none.',
  })
  nextAttemptAt!: Time | null;

  @MaxItems(50)
  @Field(() => [WebhookDeliveryAttempt], { description: 'The latest 50 attempts, the oldest first.' })
  attempts!: WebhookDeliveryAttempt[];

  /** Where it stands in its list. */
  place!: string;
}

export const { Edge: WebhookEndpointEdge, Connection: WebhookEndpointConnection } = connectionOf(
  'WebhookEndpoint',
  'webhook endpoints',
  () => WebhookEndpoint,
);

export const { Edge: WebhookDeliveryEdge, Connection: WebhookDeliveryConnection } = connectionOf(
  'WebhookDelivery',
  'deliveries of a webhook endpoint',
  () => WebhookDelivery,
);
