import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Secret } from '../database/secrets.ts';
import { InvalidResourceInput, ResourceError, ResourceNotFound } from '../resources/resource.results.ts';
import { WebhookDelivery, WebhookEndpoint } from './webhooks.types.ts';

/** How many endpoints an organization can have. */
export const maxEndpoints = 20;

@ObjectType({
  implements: ResourceError,
  description: 'Your organization has as many webhook endpoints as it can have. Nothing was written.',
})
export class WebhookEndpointLimitReached implements ResourceError {
  message = `Your organization has ${maxEndpoints} webhook endpoints, which is the limit. Delete one, or let one endpoint receive more events.`;

  @Field(() => Int, { description: 'How many it can have.' })
  limit = maxEndpoints;
}

@ObjectType({
  implements: ResourceError,
  description: 'The webhook endpoint is switched off. Nothing was written.',
})
export class WebhookEndpointDisabled implements ResourceError {
  message = 'The webhook endpoint is switched off. Switch it on with "updateWebhookEndpoint" first.';

  @Field(() => ID, { description: 'The endpoint.' })
  webhookEndpointId: string;

  constructor(webhookEndpointId: string) {
    this.webhookEndpointId = webhookEndpointId;
  }
}

@ObjectType({ description: 'The webhook endpoint was created.' })
export class CreateWebhookEndpointSuccess {
  @Field(() => WebhookEndpoint, { description: 'The new endpoint.' })
  readonly webhookEndpoint: WebhookEndpoint;

  @Field(() => String, {
    description:
      'What deliveries are signed with: `whsec_` and 256 bits in Base64. Keep it now: it is never shown again. In a dry run, an example that signs nothing.',
  })
  readonly signingSecret: Secret;

  constructor(webhookEndpoint: WebhookEndpoint, signingSecret: Secret) {
    this.webhookEndpoint = webhookEndpoint;
    this.signingSecret = signingSecret;
  }
}

@ObjectType({ description: 'The webhook endpoint now matches the input.' })
export class UpdateWebhookEndpointSuccess {
  @Field(() => WebhookEndpoint, { description: 'The endpoint after the change.' })
  readonly webhookEndpoint: WebhookEndpoint;

  constructor(webhookEndpoint: WebhookEndpoint) {
    this.webhookEndpoint = webhookEndpoint;
  }
}

@ObjectType({ description: 'The webhook endpoint and its deliveries are deleted.' })
export class DeleteWebhookEndpointSuccess {
  @Field(() => ID, { description: 'The id that it had.' })
  readonly deletedWebhookEndpointId: string;

  constructor(deletedWebhookEndpointId: string) {
    this.deletedWebhookEndpointId = deletedWebhookEndpointId;
  }
}

@ObjectType({ description: 'The webhook endpoint has a new signing secret.' })
export class RotateWebhookSigningSecretSuccess {
  @Field(() => WebhookEndpoint, { description: 'The endpoint.' })
  readonly webhookEndpoint: WebhookEndpoint;

  @Field(() => String, {
    description: 'The new secret. Keep it now: it is never shown again. In a dry run, an example that signs nothing.',
  })
  readonly signingSecret: Secret;

  constructor(webhookEndpoint: WebhookEndpoint, signingSecret: Secret) {
    this.webhookEndpoint = webhookEndpoint;
    this.signingSecret = signingSecret;
  }
}

@ObjectType({ description: 'The test is on its way. Look at the delivery to see what it came to.' })
export class SendTestWebhookSuccess {
  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  readonly webhookDelivery: WebhookDelivery;

  constructor(webhookDelivery: WebhookDelivery) {
    this.webhookDelivery = webhookDelivery;
  }
}

@ObjectType({
  description: 'The delivery is due at once, with the same `webhook-id`, and again for three days if attempts fail.',
})
export class RedeliverWebhookSuccess {
  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  readonly webhookDelivery: WebhookDelivery;

  constructor(webhookDelivery: WebhookDelivery) {
    this.webhookDelivery = webhookDelivery;
  }
}

export const CreateWebhookEndpointResult = createUnionType({
  name: 'CreateWebhookEndpointResult',
  description: 'The possible results of `createWebhookEndpoint`.',
  types: () => [CreateWebhookEndpointSuccess, InvalidResourceInput, WebhookEndpointLimitReached] as const,
});
export type CreateWebhookEndpointResult = typeof CreateWebhookEndpointResult;

export const UpdateWebhookEndpointResult = createUnionType({
  name: 'UpdateWebhookEndpointResult',
  description: 'The possible results of `updateWebhookEndpoint`.',
  types: () => [UpdateWebhookEndpointSuccess, InvalidResourceInput, ResourceNotFound] as const,
});
export type UpdateWebhookEndpointResult = typeof UpdateWebhookEndpointResult;

export const DeleteWebhookEndpointResult = createUnionType({
  name: 'DeleteWebhookEndpointResult',
  description: 'The possible results of `deleteWebhookEndpoint`.',
  types: () => [DeleteWebhookEndpointSuccess, ResourceNotFound] as const,
});
export type DeleteWebhookEndpointResult = typeof DeleteWebhookEndpointResult;

export const RotateWebhookSigningSecretResult = createUnionType({
  name: 'RotateWebhookSigningSecretResult',
  description: 'The possible results of `rotateWebhookSigningSecret`.',
  types: () => [RotateWebhookSigningSecretSuccess, InvalidResourceInput, ResourceNotFound] as const,
});
export type RotateWebhookSigningSecretResult = typeof RotateWebhookSigningSecretResult;

export const SendTestWebhookResult = createUnionType({
  name: 'SendTestWebhookResult',
  description: 'The possible results of `sendTestWebhook`.',
  types: () => [SendTestWebhookSuccess, ResourceNotFound, WebhookEndpointDisabled] as const,
});
export type SendTestWebhookResult = typeof SendTestWebhookResult;

export const RedeliverWebhookResult = createUnionType({
  name: 'RedeliverWebhookResult',
  description: 'The possible results of `redeliverWebhook`. `ResourceNotFound` refers to the delivery.',
  types: () => [RedeliverWebhookSuccess, ResourceNotFound, WebhookEndpointDisabled] as const,
});
export type RedeliverWebhookResult = typeof RedeliverWebhookResult;
