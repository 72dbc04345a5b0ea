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
  /** Has this id. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
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
  /** Has exactly this external id. A deleted website has none. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** If true, has no external id. If false, has one. */
  readonly externalIdIsNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is in the group with this id. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** Has this id. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
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

export type PageFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type WebhookDeliveryItemFragment = { readonly id: string, readonly event: WebhookEventType, readonly status: WebhookDeliveryStatus, readonly createdAt: string, readonly nextAttemptAt: string | null, readonly attempts: ReadonlyArray<{ readonly at: string, readonly durationMs: number, readonly responseStatus: number | null, readonly error: string | null }> };

export type WebhookEndpointItemFragment = { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEventType>, readonly isEnabled: boolean, readonly disabledReason: string | null, readonly previousSecretUntil: string | null, readonly createdAt: string, readonly updatedAt: string };

export type WebhookDeliveriesQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookDeliveryFilter>;
}>;


export type WebhookDeliveriesQuery = { readonly webhookEndpoint: { readonly id: string, readonly deliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly payload: string, readonly id: string, readonly event: WebhookEventType, readonly status: WebhookDeliveryStatus, readonly createdAt: string, readonly nextAttemptAt: string | null, readonly attempts: ReadonlyArray<{ readonly at: string, readonly durationMs: number, readonly responseStatus: number | null, readonly error: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null };

export type WebhookEndpointSettingsQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type WebhookEndpointSettingsQuery = { readonly webhookEndpoint: { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEventType>, readonly isEnabled: boolean, readonly disabledReason: string | null, readonly previousSecretUntil: string | null, readonly createdAt: string, readonly updatedAt: string } | null };

export const PageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PageFragment, unknown>;
export const WebhookDeliveryItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookDeliveryItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<WebhookDeliveryItemFragment, unknown>;
export const WebhookEndpointItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookEndpointItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"isEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhookEndpointItemFragment, unknown>;
export const WebhookDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhookDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookDeliveryItem"}},{"kind":"Field","name":{"kind":"Name","value":"payload"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookDeliveryItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const WebhookEndpointSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhookEndpointSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookEndpointItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookEndpointItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"isEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhookEndpointSettingsQuery, WebhookEndpointSettingsQueryVariables>;