import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { ForwardPageArgs, PageArgs } from '../lists/connection.types.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSigningSecret,
  updateWebhookEndpoint,
} from './webhook-endpoint-changes.service.ts';
import { payloadOf, type StoredDelivery } from './webhook-payload.ts';
import { redeliverWebhook, sendTestWebhook } from './webhook-sending.service.ts';
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  RedeliverWebhookInput,
  RotateWebhookSigningSecretInput,
  SendTestWebhookInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveryFilter,
} from './webhooks.inputs.ts';
import {
  CreateWebhookEndpointResult,
  DeleteWebhookEndpointResult,
  RedeliverWebhookResult,
  RotateWebhookSigningSecretResult,
  SendTestWebhookResult,
  UpdateWebhookEndpointResult,
} from './webhooks.results.ts';
import {
  countWebhookDeliveries,
  countWebhookEndpoints,
  findWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
} from './webhooks.service.ts';
import {
  WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookEndpoint,
  WebhookEndpointConnection,
} from './webhooks.types.ts';

const needs = 'Needs a global key with the permission `KEY_ADMINISTRATION`.';

@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  @Query(() => WebhookEndpointConnection, {
    description: `The webhook endpoints of your organization, the oldest first. ${needs}`,
  })
  async webhookEndpoints(@Args(() => PageArgs) page: PageArgs, @Ctx() { reads, caller }: ResolverContext) {
    return new WebhookEndpointConnection(await listWebhookEndpoints(reads, caller, page), () =>
      countWebhookEndpoints(reads, caller),
    );
  }

  @Query(() => WebhookEndpoint, {
    nullable: true,
    description: `A webhook endpoint by its id. null if there is none. ${needs}`,
  })
  webhookEndpoint(
    @Arg('id', () => ID, { description: "The endpoint's id." }) id: string,
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    return findWebhookEndpoint(reads, caller, id);
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    description:
      'What was sent or is to be sent, the newest first. The service keeps deliveries that arrived for 7 days, and the others for 30 days.',
  })
  async deliveries(
    @Root() { id }: WebhookEndpoint,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('filter', () => WebhookDeliveryFilter, { nullable: true, description: 'Which deliveries to return.' })
    filter: WebhookDeliveryFilter | null | undefined,
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    return new WebhookDeliveryConnection(await listWebhookDeliveries(reads, caller, id, page, filter), () =>
      countWebhookDeliveries(reads, caller, id, filter),
    );
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => CreateWebhookEndpointResult, {
    description: `Creates a webhook endpoint. From now on, the service sends it the events that it names. An organization has at most 20. ${needs}`,
  })
  createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'The new endpoint.' })
    input: CreateWebhookEndpointInput,
    @Ctx() { caller, prisma, webhookReach: reach }: ResolverContext,
  ) {
    return createWebhookEndpoint({ prisma, reach }, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => UpdateWebhookEndpointResult, {
    description: `Changes the fields of a webhook endpoint that you send. ${needs}`,
  })
  updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'The endpoint and its changes.' })
    input: UpdateWebhookEndpointInput,
    @Ctx() { caller, prisma, webhookReach: reach }: ResolverContext,
  ) {
    return updateWebhookEndpoint({ prisma, reach }, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => DeleteWebhookEndpointResult, {
    description: `Deletes a webhook endpoint with its deliveries for good. What is not delivered yet is not delivered any more. ${needs}`,
  })
  deleteWebhookEndpoint(
    @Arg('input', () => DeleteWebhookEndpointInput, { description: 'The endpoint.' })
    input: DeleteWebhookEndpointInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return deleteWebhookEndpoint(prisma, caller, input.id);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => RotateWebhookSigningSecretResult, {
    description: `Gives a webhook endpoint a new signing secret. For the overlap, each delivery has a signature of both. ${needs}`,
  })
  rotateWebhookSigningSecret(
    @Arg('input', () => RotateWebhookSigningSecretInput, { description: 'The endpoint and the overlap.' })
    input: RotateWebhookSigningSecretInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return rotateWebhookSigningSecret(prisma, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => SendTestWebhookResult, {
    description: `Sends a webhook endpoint an event of the type \`webhook.test\`. ${needs}`,
  })
  sendTestWebhook(
    @Arg('input', () => SendTestWebhookInput, { description: 'The endpoint.' }) input: SendTestWebhookInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return sendTestWebhook(prisma, caller, input.id);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => RedeliverWebhookResult, {
    description: `Sends a delivery again, whether it was delivered, has failed, or waits for its next attempt. ${needs}`,
  })
  redeliverWebhook(
    @Arg('input', () => RedeliverWebhookInput, { description: 'The delivery.' }) input: RedeliverWebhookInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return redeliverWebhook(prisma, caller, input.id);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => String, { description: 'The body that is sent, as JSON text.' })
  payload(@Root() delivery: WebhookDelivery & StoredDelivery, @Ctx() { caller }: ResolverContext) {
    return payloadOf(delivery, caller.organization);
  }
}
