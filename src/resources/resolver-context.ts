import type { AccountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { AccountGroupUpdates } from '../account-groups/update-account-group.service.ts';
import type { Caller } from '../auth/caller.ts';
import type { KeyUsage } from '../auth/key-usage.ts';
import type { Billing } from '../billing/billing.ts';
import type { CreditsLoader } from '../credits/credits.loader.ts';
import type { IdempotentRequest } from '../database/idempotent-request.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { Follower } from '../events/follow.service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { GroupLoaders } from '../groups/groups.loader.ts';
import type { GroupUpdates } from '../groups/update-group.service.ts';
import type { LanguagePreference, Languages } from '../languages/languages.service.ts';
import type { NestedPages } from '../lists/nested-pages.ts';
import type { Reach } from '../webhooks/delivery/url.ts';
import type { WebsiteLoaders } from '../websites/websites.loader.ts';

/** What a resolver may use, beside its arguments. */
export interface ResolverContext {
  caller: Caller;
  /** Whether so much is asked for that graphql-js must not complete it at one go. */
  hasLargeAnswer: boolean;
  /** What goes before the names of types and root fields at the address that was asked; '' for nothing. */
  prefix: string;
  prisma: PrismaClient;
  reads: ReadDatabase;
  billing: Billing;
  languages: Languages;
  keyUsage: KeyUsage;
  groupUpdates: GroupUpdates;
  accountGroupUpdates: AccountGroupUpdates;
  /** Where webhooks may go. */
  webhookReach: Reach;
  /** From here on everything is written to, and read from, a transaction that is never committed. */
  beginDryRun(): Promise<void>;
  /** Undoes what was written since, if anything was. */
  endDryRun(): Promise<void>;
  /** Present for a mutation that may be repeated. */
  idempotentRequest?: IdempotentRequest;
  /** Present where the answer is a stream of events. */
  follower?: Follower;
  nestedPages: NestedPages;
  credits: CreditsLoader;
  groups: GroupLoaders;
  websites: WebsiteLoaders;
  accountGroups: AccountGroupLoaders;
  /** Which languages the caller prefers. */
  languagePreference: LanguagePreference;
}

/** Who follows changes; subscriptions are let through only where the answer is a stream. */
export function followerOf({ follower }: ResolverContext): Follower {
  if (!follower) throw new Error('A subscription without a stream');
  return follower;
}
