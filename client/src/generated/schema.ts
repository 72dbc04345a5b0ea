// Emitted by `npm run codegen` from the classes in src: change those, not this file.

/** The types that each interface and union stands for, as Apollo Client's cache takes them. */
export const possibleTypes: Record<string, string[]> = {
  "CreateAccountGroupResult": [
    "AmbiguousLabelLanguage",
    "CreateAccountGroupSuccess",
    "InvalidResourceInput",
    "UnknownLabelLanguage"
  ],
  "CreateApiKeyResult": [
    "CreateApiKeySuccess",
    "InvalidResourceInput"
  ],
  "CreateGroupResult": [
    "BillingProviderFailed",
    "CreateGroupSuccess",
    "GroupExternalIdTaken",
    "InvalidResourceInput",
    "NotAttempted",
    "PartnerOnlyField"
  ],
  "CreateStaffAccountResult": [
    "CreateStaffAccountSuccess",
    "InvalidResourceInput",
    "ResourceNotFound",
    "StaffAccountLoginTaken"
  ],
  "CreateWebhookEndpointResult": [
    "CreateWebhookEndpointSuccess",
    "InvalidResourceInput",
    "WebhookEndpointLimitReached"
  ],
  "CreateWebsiteResult": [
    "CreateWebsiteSuccess",
    "InvalidResourceInput",
    "NotAttempted",
    "PartnerOnlyField",
    "WebsiteExternalIdTaken"
  ],
  "DeleteAccountGroupResult": [
    "AccountGroupNotEmpty",
    "AccountGroupRevisionConflict",
    "DeleteAccountGroupSuccess",
    "InvalidResourceInput",
    "ResourceNotFound"
  ],
  "DeleteGroupResult": [
    "DeleteGroupSuccess",
    "GroupBillingStillEnabled",
    "GroupRevisionConflict",
    "ResourceNotFound"
  ],
  "DeleteStaffAccountResult": [
    "DeleteStaffAccountSuccess",
    "InvalidResourceInput",
    "ResourceNotFound"
  ],
  "DeleteWebhookEndpointResult": [
    "DeleteWebhookEndpointSuccess",
    "ResourceNotFound"
  ],
  "DeleteWebsiteResult": [
    "DeleteWebsiteSuccess",
    "ResourceNotFound",
    "WebsiteRevisionConflict"
  ],
  "MoveStaffAccountsResult": [
    "InvalidResourceInput",
    "MoveStaffAccountsSuccess",
    "ResourceNotFound"
  ],
  "RedeliverWebhookResult": [
    "RedeliverWebhookSuccess",
    "ResourceNotFound",
    "WebhookEndpointDisabled"
  ],
  "ResourceError": [
    "AccountGroupNotEmpty",
    "AccountGroupRevisionConflict",
    "AmbiguousLabelLanguage",
    "ApiKeyEnded",
    "ApiKeyExceedsYours",
    "BillingProviderFailed",
    "GroupBillingNotProvisioned",
    "GroupBillingStillEnabled",
    "GroupExternalIdTaken",
    "GroupRevisionConflict",
    "InvalidResourceInput",
    "LastKeyAdministrator",
    "NotAttempted",
    "PartnerOnlyField",
    "ResourceNotFound",
    "StaffAccountLoginTaken",
    "UnknownLabelLanguage",
    "WebhookEndpointDisabled",
    "WebhookEndpointLimitReached",
    "WebsiteExternalIdTaken",
    "WebsiteRevisionConflict"
  ],
  "RestoreWebsiteResult": [
    "ResourceNotFound",
    "RestoreWebsiteSuccess",
    "WebsiteExternalIdTaken",
    "WebsiteRevisionConflict"
  ],
  "RevokeApiKeyResult": [
    "LastKeyAdministrator",
    "ResourceNotFound",
    "RevokeApiKeySuccess"
  ],
  "RotateApiKeyResult": [
    "ApiKeyEnded",
    "ApiKeyExceedsYours",
    "InvalidResourceInput",
    "ResourceNotFound",
    "RotateApiKeySuccess"
  ],
  "RotateWebhookSigningSecretResult": [
    "InvalidResourceInput",
    "ResourceNotFound",
    "RotateWebhookSigningSecretSuccess"
  ],
  "SendTestWebhookResult": [
    "ResourceNotFound",
    "SendTestWebhookSuccess",
    "WebhookEndpointDisabled"
  ],
  "SetGroupCreditsResult": [
    "BillingProviderFailed",
    "GroupBillingNotProvisioned",
    "InvalidResourceInput",
    "PartnerOnlyField",
    "ResourceNotFound",
    "SetGroupCreditsSuccess"
  ],
  "SetOrganizationCreditsResult": [
    "BillingProviderFailed",
    "InvalidResourceInput",
    "PartnerOnlyField",
    "SetOrganizationCreditsSuccess"
  ],
  "SetWebsiteCreditsResult": [
    "BillingProviderFailed",
    "InvalidResourceInput",
    "PartnerOnlyField",
    "ResourceNotFound",
    "SetWebsiteCreditsSuccess"
  ],
  "UpdateAccountGroupResult": [
    "AccountGroupRevisionConflict",
    "AmbiguousLabelLanguage",
    "InvalidResourceInput",
    "NotAttempted",
    "ResourceNotFound",
    "UnknownLabelLanguage",
    "UpdateAccountGroupSuccess"
  ],
  "UpdateApiKeyResult": [
    "ApiKeyEnded",
    "ApiKeyExceedsYours",
    "InvalidResourceInput",
    "LastKeyAdministrator",
    "ResourceNotFound",
    "UpdateApiKeySuccess"
  ],
  "UpdateGroupResult": [
    "BillingProviderFailed",
    "GroupExternalIdTaken",
    "GroupRevisionConflict",
    "InvalidResourceInput",
    "NotAttempted",
    "PartnerOnlyField",
    "ResourceNotFound",
    "UpdateGroupSuccess"
  ],
  "UpdateStaffAccountResult": [
    "InvalidResourceInput",
    "ResourceNotFound",
    "StaffAccountLoginTaken",
    "UpdateStaffAccountSuccess"
  ],
  "UpdateWebhookEndpointResult": [
    "InvalidResourceInput",
    "ResourceNotFound",
    "UpdateWebhookEndpointSuccess"
  ],
  "UpdateWebsiteResult": [
    "InvalidResourceInput",
    "PartnerOnlyField",
    "ResourceNotFound",
    "UpdateWebsiteSuccess",
    "WebsiteExternalIdTaken",
    "WebsiteRevisionConflict"
  ]
};

/** The fields that are lists with pages, by type. */
export const connectionFields: Record<string, string[]> = {
  "AccountGroup": [
    "accounts",
    "changes"
  ],
  "Group": [
    "changes",
    "websites"
  ],
  "Query": [
    "accountGroups",
    "apiKeys",
    "groups",
    "organizationChanges",
    "staffAccounts",
    "webhookEndpoints",
    "websites"
  ],
  "WebhookEndpoint": [
    "deliveries"
  ],
  "Website": [
    "changes",
    "groups"
  ]
};
