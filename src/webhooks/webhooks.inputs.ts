import { Field, ID, InputType, Int } from 'type-graphql';
import { WebhookDeliveryStatus, WebhookEventType } from '../generated/prisma/enums.ts';

const urlRules =
  'An address on the public internet that starts with `https://`, with the port 443 or 8443, at most 2048 characters, without user name, password and fragment.';

@InputType({ description: 'A new webhook endpoint.' })
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: `Where deliveries are sent to. ${urlRules}` })
  url!: string;

  @Field(() => [WebhookEventType], { description: 'What to tell it of. At least one event, and not `TEST`.' })
  events!: WebhookEventType[];

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, 1 to 255 characters after trimming. null or absent: no text.',
  })
  description?: string | null;
}

@InputType({
  description: 'A change of a webhook endpoint. Only the fields that you send change. Send at least one beside `id`.',
})
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;

  @Field(() => String, { nullable: true, description: `The new address. ${urlRules} null is refused.` })
  url?: string | null;

  @Field(() => [WebhookEventType], {
    nullable: true,
    description:
      'The events that it gets from now on, in place of the present ones. At least one, and not `TEST`. null is refused.',
  })
  events?: WebhookEventType[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, 1 to 255 characters after trimming. null removes the text.',
  })
  description?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is switched on. While it is off, changes are not recorded for it, and deliveries from before wait. true makes an endpoint that was down be tried at once. null is refused.',
  })
  isEnabled?: boolean | null;
}

@InputType({ description: 'Which webhook endpoint to delete.' })
export class DeleteWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;
}

@InputType({ description: 'Which signing secret to replace.' })
export class RotateWebhookSigningSecretInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how many seconds the old secret signs beside the new one, 0 to 604800 (a week). null or absent: 86400 (a day). A secret from an earlier rotation ends at once.',
  })
  overlapSeconds?: number | null;
}

@InputType({ description: 'Which endpoint to test.' })
export class SendTestWebhookInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;
}

@InputType({ description: 'Which delivery to send again.' })
export class RedeliverWebhookInput {
  @Field(() => ID, { description: 'The delivery.' })
  id!: string;
}

@InputType({
  description: 'Which deliveries to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class WebhookDeliveryFilter {
  @Field(() => [WebhookDeliveryStatus], { nullable: true, description: 'With one of these statuses.' })
  statuses?: WebhookDeliveryStatus[] | null;

  @Field(() => [WebhookEventType], { nullable: true, description: 'Of one of these events.' })
  events?: WebhookEventType[] | null;
}
