import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A time in the format of RFC 3339, in UTC with milliseconds, for example `2026-11-22T17:25:00.000Z`. */
  DateTime: { input: string; output: string; }
};

/** Switches of an account group. Only the switches that you send change. */
export type AccountGroupAttributesInput = {
  /** Whether the accounts in the group have access to customer care. If absent, it stays the same, and is false for a new group. null is refused. */
  readonly customerCareAccess?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which account groups to list. An entry must match all conditions. A condition that is null is ignored. */
export type AccountGroupFilter = {
  /** All of these filters must match, too. An empty list changes nothing. Filters can lie 5 levels deep, 50 in all. */
  readonly and?: InputMaybe<ReadonlyArray<AccountGroupFilter>>;
  /** Conditions on the time of creation. */
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  /** Whether the accounts have access to customer care. */
  readonly customerCareAccess?: InputMaybe<Scalars['Boolean']['input']>;
  /** Conditions on the descriptions. A description in one language, whichever it is, must match all of them. */
  readonly description?: InputMaybe<StringFilter>;
  /** Conditions on `lookupName`. */
  readonly lookupName?: InputMaybe<StringFilter>;
  /** Conditions on the names. A name in one language, whichever it is, must match all of them. */
  readonly name?: InputMaybe<StringFilter>;
  /** This filter must not match. It also leaves the entries for which it cannot be told. */
  readonly not?: InputMaybe<AccountGroupFilter>;
  /** At least one of these filters must match, too. An empty list matches no entry. */
  readonly or?: InputMaybe<ReadonlyArray<AccountGroupFilter>>;
  /** Conditions on the time of the last change. */
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

/** An order of account groups. */
export type AccountGroupOrder = {
  /** The direction of the order. */
  readonly direction: SortDirection;
  /** What to order by. */
  readonly field: AccountGroupOrderField;
};

/** The fields that account groups can be ordered by. Equal entries are ordered by id. */
export type AccountGroupOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By their place. */
  | 'DISPLAY_ORDER'
  /** By `lookupName`, in the order of the Unicode collation algorithm. */
  | 'LOOKUP_NAME'
  /** By the time of the last change. */
  | 'UPDATED_AT';

/** Which part of its organization a key reaches. */
export type ApiKeyScope =
  /** All of it. */
  | 'GLOBAL'
  /** Some websites, and the groups that contain at least one of them. Such a key only reads. */
  | 'WEBSITES';

/** Whether requests can use a key. A key that has ended never works again. */
export type ApiKeyStatus =
  /** It works. */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** It was revoked. */
  | 'REVOKED';

/** A new account group. */
export type CreateAccountGroupInput = {
  /** The switches. If null or absent, the defaults apply. */
  readonly attributes?: InputMaybe<AccountGroupAttributesInput>;
  /** The descriptions, at most one in each language. null means none. */
  readonly descriptions?: InputMaybe<ReadonlyArray<LabelInput>>;
  /** The place, 1 to 2147483647. If a sibling has this place, it and the siblings that follow without a gap move up by one. If null or absent, the place is one more than the largest place of the siblings. If that is 2147483647 already, the place is the largest free one. */
  readonly displayOrder?: InputMaybe<Scalars['Int']['input']>;
  /** The names: at least one, and at most one in each language. */
  readonly names: ReadonlyArray<LabelInput>;
};

/** A new API key. It cannot do more than your own key, and cannot live longer. */
export type CreateApiKeyInput = {
  /** When it expires: later than now, before the year 10000, and not later than your own key. null or absent: never, which your own key must not do either. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A name for people, 1 to 255 characters after trimming. */
  readonly name: Scalars['String']['input'];
  /** What it may do beyond groups and websites: only permissions that your own key has. null or absent: none. */
  readonly permissions?: InputMaybe<ReadonlyArray<Permission>>;
  /** Whether the key only reads. null or absent: it can change what its permissions allow. */
  readonly readOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Confines the key to these websites, 1 to 1,000. It then only reads, and cannot have `KEY_ADMINISTRATION`. null or absent: a global key. */
  readonly websiteIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A new group. */
export type CreateGroupInput = {
  /** If true, the service creates a billing entity at the billing provider. If that fails, nothing is created. null means false. */
  readonly billingEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own id for the group, 1 to 255 characters, compared exactly. null or absent means none. If another group has it, the result is `GroupExternalIdTaken`. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** The name, 1 to 255 characters after trimming. It does not have to be unique. */
  readonly name: Scalars['String']['input'];
  /** 1 to 1,000 websites of your organization that are not deleted. A repeated id counts once. */
  readonly websiteIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** A new staff account. */
export type CreateStaffAccountInput = {
  /** The account group that the account is in. */
  readonly accountGroupId: Scalars['ID']['input'];
  /** The name of the member of staff, 1 to 255 characters after trimming. */
  readonly displayName: Scalars['String']['input'];
  /** The name that the member of staff logs in with, 1 to 255 characters after trimming. It is unique in the organization and compared exactly. If another account has it, the result is `StaffAccountLoginTaken`. */
  readonly login: Scalars['String']['input'];
};

/** A new webhook endpoint. */
export type CreateWebhookEndpointInput = {
  /** What it is for, 1 to 255 characters after trimming. null or absent: no text. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What to tell it of. At least one event, and not `TEST`. */
  readonly events: ReadonlyArray<WebhookEventType>;
  /** Where deliveries are sent to. An address on the public internet that starts with `https://`, with the port 443 or 8443, at most 2048 characters, without user name, password and fragment. */
  readonly url: Scalars['String']['input'];
};

/** A new website. */
export type CreateWebsiteInput = {
  /** Your own id for the website, 1 to 255 characters, compared exactly. null or absent means none. If another website has it, the result is `WebsiteExternalIdTaken`. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** A name for people, 1 to 255 characters after trimming. null or absent means none. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The address, http or https, with or without the protocol. The service reads it as a URL (WHATWG) and stores at most 2,000 characters. It drops the protocol, the user name and password, the ports 80 and 443, the dot at the end of the host, the slashes at the end of the path, and the fragment. Other ports stay. The host becomes lower case and Unicode, even if you send punycode. Path and query keep their case and their inner slashes. `%` escapes of characters beyond ASCII become the characters, and other escapes stay. The host must be one that a public website can have: a name with a dot in it, of letters, digits and hyphens. IP addresses and wildcards are refused. */
  readonly url: Scalars['String']['input'];
};

/** Conditions on a time. The time must match all of them. A condition that is null is ignored. */
export type DateTimeFilter = {
  /** Is this time or later. */
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is earlier than this time. */
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Which account group to delete. */
export type DeleteAccountGroupInput = {
  /** Delete it only if it has this `revision`. If null or absent, delete any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The account group. It must not contain accounts. */
  readonly id: Scalars['ID']['input'];
};

/** Which group to delete. */
export type DeleteGroupInput = {
  /** Delete it only if it has this `revision`. If null or absent, delete any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The group. Its websites stay. */
  readonly id: Scalars['ID']['input'];
};

/** Which staff account to delete. */
export type DeleteStaffAccountInput = {
  /** The account. */
  readonly id: Scalars['ID']['input'];
};

/** Which webhook endpoint to delete. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint. */
  readonly id: Scalars['ID']['input'];
};

/** Which website to delete. */
export type DeleteWebsiteInput = {
  /** Delete it only if it has this `revision`. A deletion raises the revision. If null or absent, delete any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The website. If it is deleted already, nothing changes. */
  readonly id: Scalars['ID']['input'];
};

/** Which groups to list. An entry must match all conditions. A condition that is null is ignored. */
export type GroupFilter = {
  /** All of these filters must match, too. An empty list changes nothing. Filters can lie 5 levels deep, 50 in all. */
  readonly and?: InputMaybe<ReadonlyArray<GroupFilter>>;
  /** Whether the group is billed. */
  readonly billingEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Conditions on the time of creation. */
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  /** Has exactly this external id. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** If true, has no external id. If false, has one. */
  readonly externalIdIsNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Conditions on the name. */
  readonly name?: InputMaybe<StringFilter>;
  /** This filter must not match. It also leaves the entries for which it cannot be told. */
  readonly not?: InputMaybe<GroupFilter>;
  /** At least one of these filters must match, too. An empty list matches no entry. */
  readonly or?: InputMaybe<ReadonlyArray<GroupFilter>>;
  /** Conditions on the time of the last change. */
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
  /** Contains the website with this id. */
  readonly websiteId?: InputMaybe<Scalars['ID']['input']>;
};

/** An order of groups. */
export type GroupOrder = {
  /** The direction of the order. */
  readonly direction: SortDirection;
  /** What to order by. */
  readonly field: GroupOrderField;
};

/** The fields that groups can be ordered by. Equal entries are ordered by id. */
export type GroupOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** Alphabetically, in the order of the Unicode collation algorithm. */
  | 'NAME'
  /** By the time of the last change. */
  | 'UPDATED_AT';

/** A text in one language. */
export type LabelInput = {
  /** The text: 1 to 80 characters for a name, 1 to 4,000 for a description. The length counts as stored: in Unicode NFC, without surrounding white space. The text needs at least one visible character and cannot have control characters. A description can have line breaks. */
  readonly labelText: Scalars['String']['input'];
  /** The language. */
  readonly language: LabelLanguageRef;
};

/** A language, by its number or by its name. Send exactly one of the two. */
export type LabelLanguageRef =
  /** The number of the language. */
  { readonly id: Scalars['Int']['input']; readonly lookupName?: never; }
  |  /** The locale of the language, for example `en_US`, or its English name, for example `German`, compared exactly. A name that several languages have is ambiguous. */
  { readonly id?: never; readonly lookupName: Scalars['String']['input']; };

/** The accounts to move, and their new account group. */
export type MoveStaffAccountsInput = {
  /** The account group that they move to. */
  readonly accountGroupId: Scalars['ID']['input'];
  /** 1 to 1,000 accounts. All of them move, or none. A repeated id counts once. An account that is there already stays. */
  readonly accountIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** Which changes to list. An entry must match all conditions. A condition that is null is ignored. */
export type OrganizationChangeFilter = {
  /** By the key with this id. */
  readonly apiKeyId?: InputMaybe<Scalars['ID']['input']>;
  /** Of the resource with this id. The resource may be deleted. */
  readonly resourceId?: InputMaybe<Scalars['ID']['input']>;
  /** Of resources of these types. */
  readonly resourceTypes?: InputMaybe<ReadonlyArray<OrganizationResourceType>>;
  /** At this time or later. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this time. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The type of resource that an entry in the history of an organization is about. */
export type OrganizationResourceType =
  /** A group of staff accounts. */
  | 'ACCOUNT_GROUP'
  /** A key of the organization. */
  | 'API_KEY'
  /** A group of websites. */
  | 'GROUP'
  /** A language of labels, which all organizations share. */
  | 'LABEL_LANGUAGE'
  /** The organization itself. */
  | 'ORGANIZATION'
  /** A staff account. */
  | 'STAFF_ACCOUNT'
  /** A webhook endpoint. */
  | 'WEBHOOK_ENDPOINT'
  /** A website. */
  | 'WEBSITE';

/** What a key may do beyond groups and websites. */
export type Permission =
  /** See and change what carries secrets: API keys and webhook endpoints. Only a global key can have it. */
  | 'KEY_ADMINISTRATION'
  /** Change account groups and staff accounts. */
  | 'STAFF_ADMINISTRATION';

/** Which delivery to send again. */
export type RedeliverWebhookInput = {
  /** The delivery. */
  readonly id: Scalars['ID']['input'];
};

/** What happened to a resource. */
export type ResourceChangeKind =
  /** It was created. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** It was deleted, and is back. */
  | 'RESTORED'
  /** It was changed. */
  | 'UPDATED';

/** Which website to restore. */
export type RestoreWebsiteInput = {
  /** Restore it only if it has this `revision`. A restore raises the revision. If null or absent, restore any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The website. If it is not deleted, nothing changes. */
  readonly id: Scalars['ID']['input'];
};

/** Which API key to revoke. */
export type RevokeApiKeyInput = {
  /** The key. If it is revoked already, nothing changes. */
  readonly id: Scalars['ID']['input'];
};

/** Which API key to replace. */
export type RotateApiKeyInput = {
  /** The key. It must not be revoked or expired, and cannot do more or live longer than your own key. */
  readonly id: Scalars['ID']['input'];
  /** For how many seconds the old key keeps working, from 0 to 2592000 (30 days), but not longer than it would have. 0, null or absent: it is revoked at once. */
  readonly overlapSeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** Which signing secret to replace. */
export type RotateWebhookSigningSecretInput = {
  /** The endpoint. */
  readonly id: Scalars['ID']['input'];
  /** For how many seconds the old secret signs beside the new one, 0 to 604800 (a week). null or absent: 86400 (a day). A secret from an earlier rotation ends at once. */
  readonly overlapSeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** Which endpoint to test. */
export type SendTestWebhookInput = {
  /** The endpoint. */
  readonly id: Scalars['ID']['input'];
};

/** Absolute balances of a group. Send at least one. */
export type SetGroupCreditsInput = {
  /** The group. It needs a billing entity: `billingEnabled: true` creates one. */
  readonly groupId: Scalars['ID']['input'];
  /** The monthly balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly monthly?: InputMaybe<Scalars['Int']['input']>;
  /** The one-off balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly oneOff?: InputMaybe<Scalars['Int']['input']>;
};

/** Absolute balances of your organization. Send at least one. */
export type SetOrganizationCreditsInput = {
  /** The monthly balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly monthly?: InputMaybe<Scalars['Int']['input']>;
  /** The one-off balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly oneOff?: InputMaybe<Scalars['Int']['input']>;
};

/** Absolute balances of a website. Send at least one. */
export type SetWebsiteCreditsInput = {
  /** The monthly balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly monthly?: InputMaybe<Scalars['Int']['input']>;
  /** The one-off balance from now on, 0 to 1000000000. If absent, it stays the same. null is refused. */
  readonly oneOff?: InputMaybe<Scalars['Int']['input']>;
  /** The website. It must not be deleted. */
  readonly websiteId: Scalars['ID']['input'];
};

/** The direction of an order. */
export type SortDirection =
  /** Smallest, earliest, or first in the alphabet. */
  | 'ASC'
  /** Largest, latest, or last in the alphabet. */
  | 'DESC';

/** Which staff accounts to list. An entry must match all conditions. A condition that is null is ignored. */
export type StaffAccountFilter = {
  /** Is in the account group with this id. */
  readonly accountGroupId?: InputMaybe<Scalars['ID']['input']>;
  /** All of these filters must match, too. An empty list changes nothing. Filters can lie 5 levels deep, 50 in all. */
  readonly and?: InputMaybe<ReadonlyArray<StaffAccountFilter>>;
  /** Conditions on the display name. */
  readonly displayName?: InputMaybe<StringFilter>;
  /** Conditions on the login. */
  readonly login?: InputMaybe<StringFilter>;
  /** This filter must not match. It also leaves the entries for which it cannot be told. */
  readonly not?: InputMaybe<StaffAccountFilter>;
  /** At least one of these filters must match, too. An empty list matches no entry. */
  readonly or?: InputMaybe<ReadonlyArray<StaffAccountFilter>>;
};

/** An order of staff accounts. */
export type StaffAccountOrder = {
  /** The direction of the order. */
  readonly direction: SortDirection;
  /** What to order by. */
  readonly field: StaffAccountOrderField;
};

/** The fields that staff accounts can be ordered by. Equal entries are ordered by id. */
export type StaffAccountOrderField =
  /** By display name, in the order of the Unicode collation algorithm. */
  | 'DISPLAY_NAME'
  /** By login, in the same order. */
  | 'LOGIN';

/** Conditions on a text. The text must match all of them. Each has at most 255 characters. A condition that is null is ignored. The service compares texts in Unicode NFC, so it does not matter how a letter with an accent is composed. */
export type StringFilter = {
  /** Contains this text. Case does not matter, and compatible characters such as full-width letters are equal: `istanbul` finds `İSTANBUL`, `strasse` finds `Straße`. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Equals this text exactly. Case matters. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Equals one of these texts exactly. At most 1000 texts in all lists of a filter and of those in it. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Starts with this text. Case does not matter, and compatible characters such as full-width letters are equal: `istanbul` finds `İSTANBUL`, `strasse` finds `Straße`. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A change of an account group. Only the fields that you send change: all of them or none. Send at least one field beside `id` and `expectedRevision`. */
export type UpdateAccountGroupInput = {
  /** Switches to set. null is refused. */
  readonly attributes?: InputMaybe<AccountGroupAttributesInput>;
  /** Descriptions to set, at most one in each language. Descriptions in other languages stay. null is refused. */
  readonly descriptions?: InputMaybe<ReadonlyArray<LabelInput>>;
  /** The new place, 1 to 2147483647. If a sibling has this place, it and the siblings that follow without a gap move up by one. null is refused. */
  readonly displayOrder?: InputMaybe<Scalars['Int']['input']>;
  /** The `revision` that the change starts from. If the account group has another revision, nothing is written, and the result is `AccountGroupRevisionConflict` with the current state. If null or absent, the change applies to any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The account group. */
  readonly id: Scalars['ID']['input'];
  /** Names to set, at most one in each language. Names in other languages stay. null is refused. */
  readonly names?: InputMaybe<ReadonlyArray<LabelInput>>;
  /** Languages whose descriptions to remove. A language without a description is ignored. null is refused. */
  readonly removeDescriptions?: InputMaybe<ReadonlyArray<LabelLanguageRef>>;
  /** Languages whose names to remove. A language without a name is ignored. At least one name must remain. null is refused. */
  readonly removeNames?: InputMaybe<ReadonlyArray<LabelLanguageRef>>;
};

/** A change of an API key. Only the fields that you send change: all of them or none. Send at least one field beside `id`. A change cannot let a key do more than your own key, or live longer. */
export type UpdateApiKeyInput = {
  /** When it expires: later than now and before the year 10000. It can be later than before only up to when your own key expires. null: never. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The key. It must not be revoked or expired. */
  readonly id: Scalars['ID']['input'];
  /** The new name, 1 to 255 characters after trimming. null is refused. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** All permissions that it has from now on. You can add only permissions that your own key has. null is refused. */
  readonly permissions?: InputMaybe<ReadonlyArray<Permission>>;
  /** Whether the key only reads. null is refused. */
  readonly readOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Confines the key to these websites, 1 to 1,000, instead of those before. null makes it a global key. */
  readonly websiteIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A change of a group. Only the fields that you send change: all of them or none. Send at least one field beside `id` and `expectedRevision`. */
export type UpdateGroupInput = {
  /** 1 to 1,000 websites of your organization to add. They must not be deleted. Websites that are already in the group are ignored. null is refused. */
  readonly addWebsiteIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** true makes sure that the group has a billing entity at the billing provider, then sets the flag. Send it again to repair a missing entity. false clears the flag. The entity, balances and history stay. null is refused. */
  readonly billingEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The `revision` that the change starts from. If the group has another revision, nothing is written, and the result is `GroupRevisionConflict` with the current state. If null or absent, the change applies to any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Your own id for the group. A text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it. It is compared exactly. If another group has it, the result is `GroupExternalIdTaken`. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** The group. */
  readonly id: Scalars['ID']['input'];
  /** The new name, 1 to 255 characters after trimming. null is refused. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 1,000 websites to remove. Ids that are not in the group are ignored. A deleted website leaves the group for good: a restore does not bring it back into the group. The same id in both lists is refused. null is refused. A group can become empty. */
  readonly removeWebsiteIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A change of a staff account. Only the fields that you send change. Send at least one field beside `id`. */
export type UpdateStaffAccountInput = {
  /** The new name, 1 to 255 characters after trimming. null is refused. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The account. */
  readonly id: Scalars['ID']['input'];
  /** The new login, 1 to 255 characters after trimming. If another account has it, the result is `StaffAccountLoginTaken`. null is refused. */
  readonly login?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a webhook endpoint. Only the fields that you send change. Send at least one beside `id`. */
export type UpdateWebhookEndpointInput = {
  /** What it is for, 1 to 255 characters after trimming. null removes the text. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The events that it gets from now on, in place of the present ones. At least one, and not `TEST`. null is refused. */
  readonly events?: InputMaybe<ReadonlyArray<WebhookEventType>>;
  /** The endpoint. */
  readonly id: Scalars['ID']['input'];
  /** Whether it is switched on. While it is off, changes are not recorded for it, and deliveries from before wait. true makes an endpoint that was down be tried at once. null is refused. */
  readonly isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The new address. An address on the public internet that starts with `https://`, with the port 443 or 8443, at most 2048 characters, without user name, password and fragment. null is refused. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a website. Only the fields that you send change. Send at least one field beside `id` and `expectedRevision`. */
export type UpdateWebsiteInput = {
  /** The `revision` that the change starts from. If the website has another revision, nothing is written, and the result is `WebsiteRevisionConflict` with the current state. If null or absent, the change applies to any revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Your own id for the website. A text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** The website. It must not be deleted. */
  readonly id: Scalars['ID']['input'];
  /** The new name, 1 to 255 characters after trimming. null removes it. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** Which deliveries to list. An entry must match all conditions. A condition that is null is ignored. */
export type WebhookDeliveryFilter = {
  /** Of one of these events. */
  readonly events?: InputMaybe<ReadonlyArray<WebhookEventType>>;
  /** With one of these statuses. */
  readonly statuses?: InputMaybe<ReadonlyArray<WebhookDeliveryStatus>>;
};

/** How far a delivery is. */
export type WebhookDeliveryStatus =
  /** The endpoint answered with HTTP 200 to 299. */
  | 'DELIVERED'
  /** All attempts failed for three days. `redeliverWebhook` starts again. */
  | 'FAILED'
  /** It was not delivered yet. The service sends it, or sends it again. */
  | 'PENDING';

/** What happened. Payloads have it as `type`, for example `group.credits_set` for `GROUP_CREDITS_SET`. */
export type WebhookEventType =
  /** An account group was created. */
  | 'ACCOUNT_GROUP_CREATED'
  /** An account group was deleted. */
  | 'ACCOUNT_GROUP_DELETED'
  /** An account group changed, moved to make room for another one, or staff accounts joined or left it. */
  | 'ACCOUNT_GROUP_UPDATED'
  /** A group was created. */
  | 'GROUP_CREATED'
  /** The credits of a group were set. */
  | 'GROUP_CREDITS_SET'
  /** A group was deleted. */
  | 'GROUP_DELETED'
  /** A group changed, or which websites it contains. */
  | 'GROUP_UPDATED'
  /** The credits of the organization itself were set. */
  | 'ORGANIZATION_CREDITS_SET'
  /** A staff account was created. */
  | 'STAFF_ACCOUNT_CREATED'
  /** A staff account was deleted. */
  | 'STAFF_ACCOUNT_DELETED'
  /** A staff account changed or moved to another account group. */
  | 'STAFF_ACCOUNT_UPDATED'
  /** Nothing: `sendTestWebhook` sends it. Endpoints cannot ask for it. */
  | 'TEST'
  /** A website was created. */
  | 'WEBSITE_CREATED'
  /** The credits of a website were set. */
  | 'WEBSITE_CREDITS_SET'
  /** A website was deleted. */
  | 'WEBSITE_DELETED'
  /** A deleted website is back. */
  | 'WEBSITE_RESTORED'
  /** A website changed. */
  | 'WEBSITE_UPDATED';

/** Which websites to list. An entry must match all conditions. A condition that is null is ignored. */
export type WebsiteFilter = {
  /** All of these filters must match, too. An empty list changes nothing. Filters can lie 5 levels deep, 50 in all. */
  readonly and?: InputMaybe<ReadonlyArray<WebsiteFilter>>;
  /** Conditions on the time of creation. */
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  /** If true, has no external id. If false, has one. */
  readonly externalIdIsNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is in the group with this id. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** If true, the list includes deleted websites. By default it does not. Within `and`, `or` and `not` it has no effect. */
  readonly includeDeleted?: InputMaybe<Scalars['Boolean']['input']>;
  /** Conditions on the name. A website without a name matches none. */
  readonly name?: InputMaybe<StringFilter>;
  /** This filter must not match. It also leaves the entries for which it cannot be told. */
  readonly not?: InputMaybe<WebsiteFilter>;
  /** At least one of these filters must match, too. An empty list matches no entry. */
  readonly or?: InputMaybe<ReadonlyArray<WebsiteFilter>>;
  /** Conditions on the time of the last change. */
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
  /** Conditions on the address. The service reads them by the rules of `CreateWebsiteInput.url`: with or without protocol, with the host in upper or lower case, in Unicode or punycode. `contains` and `startsWith` also take a part of an address. */
  readonly url?: InputMaybe<StringFilter>;
};

/** An order of websites. */
export type WebsiteOrder = {
  /** The direction of the order. */
  readonly direction: SortDirection;
  /** What to order by. */
  readonly field: WebsiteOrderField;
};

/** The fields that websites can be ordered by. Equal entries are ordered by id. */
export type WebsiteOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name, or by address if there is no name, in the order of the Unicode collation algorithm. The first 255 characters count. */
  | 'NAME'
  /** By the time of the last change. */
  | 'UPDATED_AT'
  /** By address, in the same order. The first 255 characters count. */
  | 'URL';

export type AccountGroupChangedSubscriptionVariables = Exact<{
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type AccountGroupChangedSubscription = { readonly accountGroupChanged: { readonly position: string, readonly accountGroupId: string, readonly accountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } } | null, readonly change: { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly lookupName: { readonly from: string | null, readonly to: string | null } | null, readonly names: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly displayOrder: { readonly from: number | null, readonly to: number | null } | null, readonly attributes: { readonly customerCareAccess: { readonly from: boolean | null, readonly to: boolean | null } | null }, readonly accountsJoined: ReadonlyArray<{ readonly id: string, readonly login: string }>, readonly accountsLeft: ReadonlyArray<{ readonly id: string, readonly login: string }> } } };

export type AccountGroupChangesQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type AccountGroupChangesQuery = { readonly accountGroup: { readonly id: string, readonly changes: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly lookupName: { readonly from: string | null, readonly to: string | null } | null, readonly names: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly displayOrder: { readonly from: number | null, readonly to: number | null } | null, readonly attributes: { readonly customerCareAccess: { readonly from: boolean | null, readonly to: boolean | null } | null }, readonly accountsJoined: ReadonlyArray<{ readonly id: string, readonly login: string }>, readonly accountsLeft: ReadonlyArray<{ readonly id: string, readonly login: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null };

export type AccountGroupQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  firstAccounts?: InputMaybe<Scalars['Int']['input']>;
  afterAccount?: InputMaybe<Scalars['String']['input']>;
}>;


export type AccountGroupQuery = { readonly accountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly accounts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly login: string, readonly displayName: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } }, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } } | null };

export type AccountGroupsByIdQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type AccountGroupsByIdQuery = { readonly accountGroupsById: ReadonlyArray<{ readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } } | null> };

export type AccountGroupsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountGroupFilter>;
  orderBy?: InputMaybe<AccountGroupOrder>;
}>;


export type AccountGroupsQuery = { readonly accountGroups: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly accounts: { readonly totalCount: number }, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type CreateAccountGroupMutationVariables = Exact<{
  input: CreateAccountGroupInput;
}>;


export type CreateAccountGroupMutation = { readonly createAccountGroup:
    | { readonly __typename: 'AmbiguousLabelLanguage', readonly path: ReadonlyArray<string>, readonly message: string, readonly candidates: ReadonlyArray<{ readonly id: number, readonly lookupName: string, readonly name: string }> }
    | { readonly __typename: 'CreateAccountGroupSuccess', readonly accountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }, readonly displaced: ReadonlyArray<{ readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }> }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'UnknownLabelLanguage', readonly path: ReadonlyArray<string>, readonly message: string }
   };

export type CreateGroupMutationVariables = Exact<{
  input: CreateGroupInput;
}>;


export type CreateGroupMutation = { readonly createGroup:
    | { readonly __typename: 'BillingProviderFailed', readonly provider: string, readonly retryable: boolean, readonly message: string }
    | { readonly __typename: 'CreateGroupSuccess', readonly group: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } }
    | { readonly __typename: 'GroupExternalIdTaken', readonly externalId: string, readonly message: string, readonly existingGroup: { readonly id: string, readonly name: string } }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'NotAttempted', readonly message: string }
    | { readonly __typename: 'PartnerOnlyField', readonly field: string, readonly message: string }
   };

export type CreateStaffAccountMutationVariables = Exact<{
  input: CreateStaffAccountInput;
}>;


export type CreateStaffAccountMutation = { readonly createStaffAccount:
    | { readonly __typename: 'CreateStaffAccountSuccess', readonly staffAccount: { readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } } }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'StaffAccountLoginTaken', readonly login: string, readonly message: string, readonly existingStaffAccount: { readonly id: string, readonly displayName: string } }
   };

export type CreateWebsiteMutationVariables = Exact<{
  input: CreateWebsiteInput;
}>;


export type CreateWebsiteMutation = { readonly createWebsite:
    | { readonly __typename: 'CreateWebsiteSuccess', readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'NotAttempted', readonly message: string }
    | { readonly __typename: 'PartnerOnlyField', readonly field: string, readonly message: string }
    | { readonly __typename: 'WebsiteExternalIdTaken', readonly externalId: string, readonly message: string, readonly existingWebsite: { readonly id: string, readonly url: string } }
   };

export type DeleteAccountGroupMutationVariables = Exact<{
  input: DeleteAccountGroupInput;
}>;


export type DeleteAccountGroupMutation = { readonly deleteAccountGroup:
    | { readonly __typename: 'AccountGroupNotEmpty', readonly accountCount: number, readonly message: string }
    | { readonly __typename: 'AccountGroupRevisionConflict', readonly message: string, readonly currentAccountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } } }
    | { readonly __typename: 'DeleteAccountGroupSuccess', readonly deletedAccountGroupId: string }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
   };

export type DeleteGroupMutationVariables = Exact<{
  input: DeleteGroupInput;
}>;


export type DeleteGroupMutation = { readonly deleteGroup:
    | { readonly __typename: 'DeleteGroupSuccess', readonly deletedGroupId: string }
    | { readonly __typename: 'GroupBillingStillEnabled', readonly message: string, readonly group: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } }
    | { readonly __typename: 'GroupRevisionConflict', readonly message: string, readonly currentGroup: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
   };

export type DeleteStaffAccountMutationVariables = Exact<{
  input: DeleteStaffAccountInput;
}>;


export type DeleteStaffAccountMutation = { readonly deleteStaffAccount:
    | { readonly __typename: 'DeleteStaffAccountSuccess', readonly deletedStaffAccountId: string }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
   };

export type DeleteWebsiteMutationVariables = Exact<{
  input: DeleteWebsiteInput;
}>;


export type DeleteWebsiteMutation = { readonly deleteWebsite:
    | { readonly __typename: 'DeleteWebsiteSuccess', readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'WebsiteRevisionConflict', readonly message: string }
   };

export type AccountGroupChangeItemFragment = { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly lookupName: { readonly from: string | null, readonly to: string | null } | null, readonly names: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly displayOrder: { readonly from: number | null, readonly to: number | null } | null, readonly attributes: { readonly customerCareAccess: { readonly from: boolean | null, readonly to: boolean | null } | null }, readonly accountsJoined: ReadonlyArray<{ readonly id: string, readonly login: string }>, readonly accountsLeft: ReadonlyArray<{ readonly id: string, readonly login: string }> };

export type AccountGroupItemFragment = { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } };

export type ChangeAuthorFragment = { readonly apiKeyId: string, readonly name: string, readonly prefix: string };

export type GroupBalancesFragment = { readonly total: number, readonly monthly: { readonly balance: number, readonly nextResetAt: string | null }, readonly oneOff: { readonly balance: number } };

export type GroupChangeItemFragment = { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly billingEnabled: { readonly from: boolean | null, readonly to: boolean | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null, readonly websitesAdded: ReadonlyArray<{ readonly id: string, readonly url: string }>, readonly websitesRemoved: ReadonlyArray<{ readonly id: string, readonly url: string }> };

export type GroupItemFragment = { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number };

export type InputIssuesFragment = { readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> };

export type LabelChangeFragment = { readonly from: string | null, readonly to: string | null, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } };

export type LocalizedTextFragment = { readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } };

export type PageFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

type ResourceErrorMessage_AccountGroupNotEmpty_Fragment = { readonly message: string };

type ResourceErrorMessage_AccountGroupRevisionConflict_Fragment = { readonly message: string };

type ResourceErrorMessage_AmbiguousLabelLanguage_Fragment = { readonly message: string };

type ResourceErrorMessage_ApiKeyEnded_Fragment = { readonly message: string };

type ResourceErrorMessage_ApiKeyExceedsYours_Fragment = { readonly message: string };

type ResourceErrorMessage_BillingProviderFailed_Fragment = { readonly message: string };

type ResourceErrorMessage_GroupBillingNotProvisioned_Fragment = { readonly message: string };

type ResourceErrorMessage_GroupBillingStillEnabled_Fragment = { readonly message: string };

type ResourceErrorMessage_GroupExternalIdTaken_Fragment = { readonly message: string };

type ResourceErrorMessage_GroupRevisionConflict_Fragment = { readonly message: string };

type ResourceErrorMessage_InvalidResourceInput_Fragment = { readonly message: string };

type ResourceErrorMessage_LastKeyAdministrator_Fragment = { readonly message: string };

type ResourceErrorMessage_NotAttempted_Fragment = { readonly message: string };

type ResourceErrorMessage_PartnerOnlyField_Fragment = { readonly message: string };

type ResourceErrorMessage_ResourceNotFound_Fragment = { readonly message: string };

type ResourceErrorMessage_StaffAccountLoginTaken_Fragment = { readonly message: string };

type ResourceErrorMessage_UnknownLabelLanguage_Fragment = { readonly message: string };

type ResourceErrorMessage_WebhookEndpointDisabled_Fragment = { readonly message: string };

type ResourceErrorMessage_WebhookEndpointLimitReached_Fragment = { readonly message: string };

type ResourceErrorMessage_WebsiteExternalIdTaken_Fragment = { readonly message: string };

type ResourceErrorMessage_WebsiteRevisionConflict_Fragment = { readonly message: string };

export type ResourceErrorMessageFragment =
  | ResourceErrorMessage_AccountGroupNotEmpty_Fragment
  | ResourceErrorMessage_AccountGroupRevisionConflict_Fragment
  | ResourceErrorMessage_AmbiguousLabelLanguage_Fragment
  | ResourceErrorMessage_ApiKeyEnded_Fragment
  | ResourceErrorMessage_ApiKeyExceedsYours_Fragment
  | ResourceErrorMessage_BillingProviderFailed_Fragment
  | ResourceErrorMessage_GroupBillingNotProvisioned_Fragment
  | ResourceErrorMessage_GroupBillingStillEnabled_Fragment
  | ResourceErrorMessage_GroupExternalIdTaken_Fragment
  | ResourceErrorMessage_GroupRevisionConflict_Fragment
  | ResourceErrorMessage_InvalidResourceInput_Fragment
  | ResourceErrorMessage_LastKeyAdministrator_Fragment
  | ResourceErrorMessage_NotAttempted_Fragment
  | ResourceErrorMessage_PartnerOnlyField_Fragment
  | ResourceErrorMessage_ResourceNotFound_Fragment
  | ResourceErrorMessage_StaffAccountLoginTaken_Fragment
  | ResourceErrorMessage_UnknownLabelLanguage_Fragment
  | ResourceErrorMessage_WebhookEndpointDisabled_Fragment
  | ResourceErrorMessage_WebhookEndpointLimitReached_Fragment
  | ResourceErrorMessage_WebsiteExternalIdTaken_Fragment
  | ResourceErrorMessage_WebsiteRevisionConflict_Fragment
;

export type StaffAccountItemFragment = { readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } };

export type WebsiteChangeItemFragment = { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly url: { readonly from: string | null, readonly to: string | null } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null };

export type WebsiteItemFragment = { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null };

export type GroupChangedSubscriptionVariables = Exact<{
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type GroupChangedSubscription = { readonly groupChanged: { readonly position: string, readonly groupId: string, readonly group: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } | null, readonly change: { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly billingEnabled: { readonly from: boolean | null, readonly to: boolean | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null, readonly websitesAdded: ReadonlyArray<{ readonly id: string, readonly url: string }>, readonly websitesRemoved: ReadonlyArray<{ readonly id: string, readonly url: string }> } } };

export type GroupChangesQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type GroupChangesQuery = { readonly group: { readonly id: string, readonly changes: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly billingEnabled: { readonly from: boolean | null, readonly to: boolean | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null, readonly websitesAdded: ReadonlyArray<{ readonly id: string, readonly url: string }>, readonly websitesRemoved: ReadonlyArray<{ readonly id: string, readonly url: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null };

export type GroupCreditsQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type GroupCreditsQuery = { readonly group: { readonly id: string, readonly credits: { readonly total: number, readonly monthly: { readonly balance: number, readonly nextResetAt: string | null }, readonly oneOff: { readonly balance: number } } | null } | null };

export type GroupQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  firstWebsites?: InputMaybe<Scalars['Int']['input']>;
  afterWebsite?: InputMaybe<Scalars['String']['input']>;
}>;


export type GroupQuery = { readonly group: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly websites: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null };

export type GroupsByExternalIdQueryVariables = Exact<{
  externalIds: ReadonlyArray<Scalars['String']['input']> | Scalars['String']['input'];
}>;


export type GroupsByExternalIdQuery = { readonly groupsByExternalId: ReadonlyArray<{ readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } | null> };

export type GroupsByIdQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type GroupsByIdQuery = { readonly groupsById: ReadonlyArray<{ readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } | null> };

export type GroupsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<GroupFilter>;
  orderBy?: InputMaybe<GroupOrder>;
}>;


export type GroupsQuery = { readonly groups: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly websites: { readonly totalCount: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type LabelLanguagesQueryVariables = Exact<{ [key: string]: never; }>;


export type LabelLanguagesQuery = { readonly labelLanguages: ReadonlyArray<{ readonly id: number, readonly lookupName: string, readonly name: string }> };

export type MoveStaffAccountsMutationVariables = Exact<{
  input: MoveStaffAccountsInput;
}>;


export type MoveStaffAccountsMutation = { readonly moveStaffAccounts:
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'MoveStaffAccountsSuccess', readonly accountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }, readonly accounts: ReadonlyArray<{ readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } }> }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
   };

export type OrganizationChangesQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationChangeFilter>;
}>;


export type OrganizationChangesQuery = { readonly organizationChanges: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly resourceType: OrganizationResourceType, readonly resourceId: string, readonly revision: number | null, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly from: string | null, readonly to: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type RestoreWebsiteMutationVariables = Exact<{
  input: RestoreWebsiteInput;
}>;


export type RestoreWebsiteMutation = { readonly restoreWebsite:
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'RestoreWebsiteSuccess', readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } }
    | { readonly __typename: 'WebsiteExternalIdTaken', readonly externalId: string, readonly message: string, readonly existingWebsite: { readonly id: string, readonly url: string } }
    | { readonly __typename: 'WebsiteRevisionConflict', readonly message: string }
   };

export type SetGroupCreditsMutationVariables = Exact<{
  input: SetGroupCreditsInput;
}>;


export type SetGroupCreditsMutation = { readonly setGroupCredits:
    | { readonly __typename: 'BillingProviderFailed', readonly provider: string, readonly retryable: boolean, readonly message: string }
    | { readonly __typename: 'GroupBillingNotProvisioned', readonly message: string, readonly group: { readonly id: string, readonly billingEnabled: boolean } }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'PartnerOnlyField', readonly field: string, readonly message: string }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'SetGroupCreditsSuccess', readonly group: { readonly id: string, readonly credits: { readonly total: number, readonly monthly: { readonly balance: number, readonly nextResetAt: string | null }, readonly oneOff: { readonly balance: number } } | null } }
   };

export type StaffAccountQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type StaffAccountQuery = { readonly staffAccount: { readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } } | null };

export type StaffAccountsByIdQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type StaffAccountsByIdQuery = { readonly staffAccountsById: ReadonlyArray<{ readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } } | null> };

export type StaffAccountsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
}>;


export type StaffAccountsQuery = { readonly staffAccounts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type UpdateAccountGroupMutationVariables = Exact<{
  input: UpdateAccountGroupInput;
}>;


export type UpdateAccountGroupMutation = { readonly updateAccountGroup:
    | { readonly __typename: 'AccountGroupRevisionConflict', readonly message: string, readonly currentAccountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } } }
    | { readonly __typename: 'AmbiguousLabelLanguage', readonly path: ReadonlyArray<string>, readonly message: string, readonly candidates: ReadonlyArray<{ readonly id: number, readonly lookupName: string, readonly name: string }> }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'NotAttempted', readonly message: string }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'UnknownLabelLanguage', readonly path: ReadonlyArray<string>, readonly message: string }
    | { readonly __typename: 'UpdateAccountGroupSuccess', readonly accountGroup: { readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }, readonly displaced: ReadonlyArray<{ readonly id: string, readonly lookupName: string, readonly name: string, readonly displayOrder: number, readonly createdAt: string, readonly updatedAt: string, readonly revision: number, readonly names: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly descriptions: ReadonlyArray<{ readonly labelText: string, readonly language: { readonly id: number, readonly lookupName: string, readonly name: string } }>, readonly attributes: { readonly customerCareAccess: boolean } }> }
   };

export type UpdateGroupMutationVariables = Exact<{
  input: UpdateGroupInput;
}>;


export type UpdateGroupMutation = { readonly updateGroup:
    | { readonly __typename: 'BillingProviderFailed', readonly provider: string, readonly retryable: boolean, readonly message: string }
    | { readonly __typename: 'GroupExternalIdTaken', readonly externalId: string, readonly message: string, readonly existingGroup: { readonly id: string, readonly name: string } }
    | { readonly __typename: 'GroupRevisionConflict', readonly message: string, readonly currentGroup: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } }
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'NotAttempted', readonly message: string }
    | { readonly __typename: 'PartnerOnlyField', readonly field: string, readonly message: string }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'UpdateGroupSuccess', readonly group: { readonly id: string, readonly name: string, readonly billingEnabled: boolean, readonly externalId: string | null, readonly createdAt: string, readonly updatedAt: string, readonly revision: number } }
   };

export type UpdateStaffAccountMutationVariables = Exact<{
  input: UpdateStaffAccountInput;
}>;


export type UpdateStaffAccountMutation = { readonly updateStaffAccount:
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'StaffAccountLoginTaken', readonly login: string, readonly message: string, readonly existingStaffAccount: { readonly id: string, readonly displayName: string } }
    | { readonly __typename: 'UpdateStaffAccountSuccess', readonly staffAccount: { readonly id: string, readonly login: string, readonly displayName: string, readonly staffGroup: { readonly id: string, readonly lookupName: string } } }
   };

export type UpdateWebsiteMutationVariables = Exact<{
  input: UpdateWebsiteInput;
}>;


export type UpdateWebsiteMutation = { readonly updateWebsite:
    | { readonly __typename: 'InvalidResourceInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> }
    | { readonly __typename: 'PartnerOnlyField', readonly field: string, readonly message: string }
    | { readonly __typename: 'ResourceNotFound', readonly typeName: string, readonly message: string, readonly missingId: string }
    | { readonly __typename: 'UpdateWebsiteSuccess', readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } }
    | { readonly __typename: 'WebsiteExternalIdTaken', readonly externalId: string, readonly message: string, readonly existingWebsite: { readonly id: string, readonly url: string } }
    | { readonly __typename: 'WebsiteRevisionConflict', readonly message: string }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly organization: { readonly id: string, readonly name: string, readonly isPartner: boolean, readonly defaultLanguage: { readonly id: number, readonly lookupName: string, readonly name: string } }, readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly scope: ApiKeyScope, readonly permissions: ReadonlyArray<Permission>, readonly readOnly: boolean, readonly createdAt: string, readonly expiresAt: string | null, readonly websites: ReadonlyArray<{ readonly id: string, readonly url: string }> } } };

export type WebsiteChangedSubscriptionVariables = Exact<{
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type WebsiteChangedSubscription = { readonly websiteChanged: { readonly position: string, readonly websiteId: string, readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } | null, readonly change: { readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly url: { readonly from: string | null, readonly to: string | null } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null } } };

export type WebsiteChangesQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type WebsiteChangesQuery = { readonly website: { readonly id: string, readonly changes: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ResourceChangeKind, readonly changedAt: string, readonly operator: string | null, readonly revision: number, readonly changedBy: { readonly apiKeyId: string, readonly name: string, readonly prefix: string } | null, readonly url: { readonly from: string | null, readonly to: string | null } | null, readonly name: { readonly from: string | null, readonly to: string | null } | null, readonly externalId: { readonly from: string | null, readonly to: string | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null };

export type WebsiteQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type WebsiteQuery = { readonly website: { readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } | null };

export type WebsitesByExternalIdQueryVariables = Exact<{
  externalIds: ReadonlyArray<Scalars['String']['input']> | Scalars['String']['input'];
}>;


export type WebsitesByExternalIdQuery = { readonly websitesByExternalId: ReadonlyArray<{ readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } | null> };

export type WebsitesByIdQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type WebsitesByIdQuery = { readonly websitesById: ReadonlyArray<{ readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null } | null> };

export type WebsitesQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebsiteFilter>;
}>;


export type WebsitesQuery = { readonly websites: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly url: string, readonly name: string | null, readonly externalId: string | null, readonly createdAt: string, readonly deletedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export const ChangeAuthorFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}}]} as unknown as DocumentNode<ChangeAuthorFragment, unknown>;
export const LabelChangeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LabelChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabelChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]} as unknown as DocumentNode<LabelChangeFragment, unknown>;
export const AccountGroupChangeItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsJoined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LabelChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabelChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]} as unknown as DocumentNode<AccountGroupChangeItemFragment, unknown>;
export const LocalizedTextFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}}]} as unknown as DocumentNode<LocalizedTextFragment, unknown>;
export const AccountGroupItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}}]} as unknown as DocumentNode<AccountGroupItemFragment, unknown>;
export const GroupBalancesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupBalances"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupCredits"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"monthly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"nextResetAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oneOff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}}]}}]}}]} as unknown as DocumentNode<GroupBalancesFragment, unknown>;
export const GroupChangeItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesAdded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesRemoved"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}}]} as unknown as DocumentNode<GroupChangeItemFragment, unknown>;
export const GroupItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<GroupItemFragment, unknown>;
export const InputIssuesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<InputIssuesFragment, unknown>;
export const PageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PageFragment, unknown>;
export const ResourceErrorMessageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ResourceErrorMessageFragment, unknown>;
export const StaffAccountItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}}]} as unknown as DocumentNode<StaffAccountItemFragment, unknown>;
export const WebsiteChangeItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"url"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}}]} as unknown as DocumentNode<WebsiteChangeItemFragment, unknown>;
export const WebsiteItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}}]} as unknown as DocumentNode<WebsiteItemFragment, unknown>;
export const AccountGroupChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AccountGroupChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroupChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"accountGroupId"}},{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupChangeItem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LabelChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabelChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsJoined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}}]}}]} as unknown as DocumentNode<AccountGroupChangedSubscription, AccountGroupChangedSubscriptionVariables>;
export const AccountGroupChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountGroupChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupChangeItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LabelChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabelChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LabelChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsJoined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accountsLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<AccountGroupChangesQuery, AccountGroupChangesQueryVariables>;
export const AccountGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"firstAccounts"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"25"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterAccount"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"firstAccounts"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterAccount"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<AccountGroupQuery, AccountGroupQueryVariables>;
export const AccountGroupsByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountGroupsById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroupsById"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<AccountGroupsByIdQuery, AccountGroupsByIdQueryVariables>;
export const AccountGroupsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountGroups"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<AccountGroupsQuery, AccountGroupsQueryVariables>;
export const CreateAccountGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAccountGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAccountGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAccountGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAccountGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displaced"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnknownLabelLanguage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AmbiguousLabelLanguage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CreateAccountGroupMutation, CreateAccountGroupMutationVariables>;
export const CreateGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartnerOnlyField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupExternalIdTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"existingGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingProviderFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CreateGroupMutation, CreateGroupMutationVariables>;
export const CreateStaffAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateStaffAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateStaffAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createStaffAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateStaffAccountSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccountLoginTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"existingStaffAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CreateStaffAccountMutation, CreateStaffAccountMutationVariables>;
export const CreateWebsiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateWebsite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebsiteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createWebsite"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebsiteSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartnerOnlyField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteExternalIdTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"existingWebsite"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CreateWebsiteMutation, CreateWebsiteMutationVariables>;
export const DeleteAccountGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteAccountGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteAccountGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteAccountGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteAccountGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedAccountGroupId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupNotEmpty"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountCount"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupRevisionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentAccountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<DeleteAccountGroupMutation, DeleteAccountGroupMutationVariables>;
export const DeleteGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedGroupId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupBillingStillEnabled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupRevisionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<DeleteGroupMutation, DeleteGroupMutationVariables>;
export const DeleteStaffAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteStaffAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteStaffAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteStaffAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteStaffAccountSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedStaffAccountId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DeleteStaffAccountMutation, DeleteStaffAccountMutationVariables>;
export const DeleteWebsiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteWebsite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebsiteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteWebsite"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebsiteSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<DeleteWebsiteMutation, DeleteWebsiteMutationVariables>;
export const GroupChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"GroupChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupChangeItem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesAdded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesRemoved"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<GroupChangedSubscription, GroupChangedSubscriptionVariables>;
export const GroupChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupChangeItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesAdded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"websitesRemoved"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<GroupChangesQuery, GroupChangesQueryVariables>;
export const GroupCreditsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupCredits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"credits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupBalances"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupBalances"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupCredits"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"monthly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"nextResetAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oneOff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}}]}}]}}]} as unknown as DocumentNode<GroupCreditsQuery, GroupCreditsQueryVariables>;
export const GroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Group"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"firstWebsites"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"25"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterWebsite"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}},{"kind":"Field","name":{"kind":"Name","value":"websites"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"firstWebsites"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterWebsite"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<GroupQuery, GroupQueryVariables>;
export const GroupsByExternalIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupsByExternalId"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"externalIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupsByExternalId"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"externalIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"externalIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<GroupsByExternalIdQuery, GroupsByExternalIdQueryVariables>;
export const GroupsByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupsById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupsById"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<GroupsByIdQuery, GroupsByIdQueryVariables>;
export const GroupsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Groups"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"GroupFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"GroupOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}},{"kind":"Field","name":{"kind":"Name","value":"websites"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<GroupsQuery, GroupsQueryVariables>;
export const LabelLanguagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LabelLanguages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"labelLanguages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<LabelLanguagesQuery, LabelLanguagesQueryVariables>;
export const MoveStaffAccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MoveStaffAccounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MoveStaffAccountsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"moveStaffAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MoveStaffAccountsSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<MoveStaffAccountsMutation, MoveStaffAccountsMutationVariables>;
export const OrganizationChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OrganizationChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationChangeFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organizationChanges"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"resourceType"}},{"kind":"Field","name":{"kind":"Name","value":"resourceId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<OrganizationChangesQuery, OrganizationChangesQueryVariables>;
export const RestoreWebsiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RestoreWebsite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestoreWebsiteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restoreWebsite"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestoreWebsiteSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteExternalIdTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"existingWebsite"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RestoreWebsiteMutation, RestoreWebsiteMutationVariables>;
export const SetGroupCreditsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetGroupCredits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetGroupCreditsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setGroupCredits"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetGroupCreditsSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"credits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupBalances"}}]}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartnerOnlyField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupBillingNotProvisioned"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingProviderFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupBalances"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupCredits"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"monthly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"nextResetAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oneOff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SetGroupCreditsMutation, SetGroupCreditsMutationVariables>;
export const StaffAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StaffAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}}]} as unknown as DocumentNode<StaffAccountQuery, StaffAccountQueryVariables>;
export const StaffAccountsByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StaffAccountsById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffAccountsById"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}}]} as unknown as DocumentNode<StaffAccountsByIdQuery, StaffAccountsByIdQueryVariables>;
export const StaffAccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StaffAccounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<StaffAccountsQuery, StaffAccountsQueryVariables>;
export const UpdateAccountGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateAccountGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAccountGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAccountGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAccountGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displaced"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnknownLabelLanguage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AmbiguousLabelLanguage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroupRevisionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentAccountGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountGroupItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LocalizedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LocalizedLabel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"language"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labelText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountGroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountGroup"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LocalizedText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"displayOrder"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerCareAccess"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateAccountGroupMutation, UpdateAccountGroupMutationVariables>;
export const UpdateGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartnerOnlyField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupExternalIdTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"existingGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingProviderFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupRevisionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"billingEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateGroupMutation, UpdateGroupMutationVariables>;
export const UpdateStaffAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateStaffAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateStaffAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateStaffAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateStaffAccountSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StaffAccountItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccountLoginTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"existingStaffAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StaffAccountItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaffAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"staffGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateStaffAccountMutation, UpdateStaffAccountMutationVariables>;
export const UpdateWebsiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateWebsite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebsiteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateWebsite"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebsiteSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResourceErrorMessage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputIssues"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceNotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"typeName"}},{"kind":"Field","alias":{"kind":"Name","value":"missingId"},"name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartnerOnlyField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteExternalIdTaken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"existingWebsite"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResourceErrorMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputIssues"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidResourceInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateWebsiteMutation, UpdateWebsiteMutationVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isPartner"}},{"kind":"Field","name":{"kind":"Name","value":"defaultLanguage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lookupName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"readOnly"}},{"kind":"Field","name":{"kind":"Name","value":"websites"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const WebsiteChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WebsiteChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"websiteChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"websiteId"}},{"kind":"Field","name":{"kind":"Name","value":"website"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteChangeItem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"url"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]} as unknown as DocumentNode<WebsiteChangedSubscription, WebsiteChangedSubscriptionVariables>;
export const WebsiteChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebsiteChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteChangeItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeAuthor"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResourceChangeAuthor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteChangeItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeAuthor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"url"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<WebsiteChangesQuery, WebsiteChangesQueryVariables>;
export const WebsiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Website"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"website"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}}]} as unknown as DocumentNode<WebsiteQuery, WebsiteQueryVariables>;
export const WebsitesByExternalIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebsitesByExternalId"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"externalIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"websitesByExternalId"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"externalIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"externalIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}}]} as unknown as DocumentNode<WebsitesByExternalIdQuery, WebsitesByExternalIdQueryVariables>;
export const WebsitesByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebsitesById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"websitesById"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}}]} as unknown as DocumentNode<WebsitesByIdQuery, WebsitesByIdQueryVariables>;
export const WebsitesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Websites"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WebsiteFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"websites"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebsiteItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebsiteItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Website"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<WebsitesQuery, WebsitesQueryVariables>;