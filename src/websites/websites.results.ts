import { createUnionType, Field, ObjectType } from 'type-graphql';
import { BillingProviderFailed } from '../groups/groups.results.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import {
  InvalidResourceInput,
  NotAttempted,
  PartnerOnlyField,
  ResourceError,
  ResourceNotFound,
} from '../resources/resource.results.ts';
import { Website } from './websites.types.ts';

@PartnerOnly()
@ObjectType({
  implements: ResourceError,
  description:
    'Another website of the organization has this external id (the REST API answers 409). Nothing was written.',
})
export class WebsiteExternalIdTaken implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The external id that is taken.' })
  externalId: string;

  @Field(() => Website, { description: 'The website that has it.' })
  existingWebsite: Website;

  /** @param what what there is to say of the website */
  constructor(
    externalId: string,
    existingWebsite: Website,
    what = 'has this external id: choose another one, or clear it there first, with "updateWebsite" and `externalId: null`',
  ) {
    this.externalId = externalId;
    this.existingWebsite = existingWebsite;
    this.message = `The website ${existingWebsite.id} ${what}.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'Somebody changed the website in the meantime: its revision is not the expected one. Nothing was written.',
})
export class WebsiteRevisionConflict implements ResourceError {
  message: string;

  @Field(() => Website, { description: 'The website as it is now.' })
  currentWebsite: Website;

  constructor(currentWebsite: Website) {
    this.currentWebsite = currentWebsite;
    this.message = `The website now has revision ${currentWebsite.revision}. Look at its current state, and send the request again with this revision.`;
  }
}

@ObjectType({ description: 'The website was created.' })
export class CreateWebsiteSuccess {
  @Field(() => Website, { description: 'The new website, at revision 1.' })
  readonly website: Website;

  constructor(website: Website) {
    this.website = website;
  }
}

@ObjectType({ description: 'The website now matches the input.' })
export class UpdateWebsiteSuccess {
  @Field(() => Website, { description: 'The website after the change.' })
  readonly website: Website;

  constructor(website: Website) {
    this.website = website;
  }
}

@ObjectType({ description: 'The website is deleted: by this request, or earlier.' })
export class DeleteWebsiteSuccess {
  @Field(() => Website, { description: 'The deleted website. `restoreWebsite` brings it back.' })
  readonly website: Website;

  constructor(website: Website) {
    this.website = website;
  }
}

@ObjectType({ description: 'The website is not deleted: this request restored it, or it was not deleted.' })
export class RestoreWebsiteSuccess {
  @Field(() => Website, { description: 'The website, back in its groups.' })
  readonly website: Website;

  constructor(website: Website) {
    this.website = website;
  }
}

@PartnerOnly()
@ObjectType({ description: 'The balances are set.' })
export class SetWebsiteCreditsSuccess {
  @Field(() => Website, { description: 'The website. Its `credits` are the new balances.' })
  readonly website: Website;

  constructor(website: Website) {
    this.website = website;
  }
}

export const CreateWebsiteResult = createUnionType({
  name: 'CreateWebsiteResult',
  description: 'The possible results of `createWebsite`, and of each input of `createWebsites`.',
  types: () =>
    [CreateWebsiteSuccess, InvalidResourceInput, PartnerOnlyField, WebsiteExternalIdTaken, NotAttempted] as const,
});
export type CreateWebsiteResult = typeof CreateWebsiteResult;

export const UpdateWebsiteResult = createUnionType({
  name: 'UpdateWebsiteResult',
  description: 'The possible results of `updateWebsite`.',
  types: () =>
    [
      UpdateWebsiteSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      PartnerOnlyField,
      WebsiteExternalIdTaken,
      WebsiteRevisionConflict,
    ] as const,
});
export type UpdateWebsiteResult = typeof UpdateWebsiteResult;

export const DeleteWebsiteResult = createUnionType({
  name: 'DeleteWebsiteResult',
  description: 'The possible results of `deleteWebsite`.',
  types: () => [DeleteWebsiteSuccess, ResourceNotFound, WebsiteRevisionConflict] as const,
});
export type DeleteWebsiteResult = typeof DeleteWebsiteResult;

export const RestoreWebsiteResult = createUnionType({
  name: 'RestoreWebsiteResult',
  description: 'The possible results of `restoreWebsite`.',
  types: () => [RestoreWebsiteSuccess, ResourceNotFound, WebsiteExternalIdTaken, WebsiteRevisionConflict] as const,
});
export type RestoreWebsiteResult = typeof RestoreWebsiteResult;

export const SetWebsiteCreditsResult = createUnionType({
  name: 'SetWebsiteCreditsResult',
  description: 'The possible results of `setWebsiteCredits`.',
  types: () =>
    [
      SetWebsiteCreditsSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      PartnerOnlyField,
      BillingProviderFailed,
    ] as const,
});
export type SetWebsiteCreditsResult = typeof SetWebsiteCreditsResult;
