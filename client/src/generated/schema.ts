// Emitted by `npm run codegen` from the classes in src: change those, not this file.

/** The types that each interface and union stands for, as Apollo Client's cache takes them. */
export const possibleTypes: Record<string, string[]> = {
  "CreateAccountGroupResult": [
    "AmbiguousLabelLanguage",
    "CreateAccountGroupSuccess",
    "InvalidResourceInput",
    "UnknownLabelLanguage"
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
  "ResourceError": [
    "AccountGroupNotEmpty",
    "AccountGroupRevisionConflict",
    "AmbiguousLabelLanguage",
    "BillingProviderFailed",
    "GroupBillingNotProvisioned",
    "GroupBillingStillEnabled",
    "GroupExternalIdTaken",
    "GroupRevisionConflict",
    "InvalidResourceInput",
    "NotAttempted",
    "PartnerOnlyField",
    "ResourceNotFound",
    "StaffAccountLoginTaken",
    "UnknownLabelLanguage",
    "WebsiteExternalIdTaken",
    "WebsiteRevisionConflict"
  ],
  "RestoreWebsiteResult": [
    "ResourceNotFound",
    "RestoreWebsiteSuccess",
    "WebsiteExternalIdTaken",
    "WebsiteRevisionConflict"
  ],
  "SetGroupCreditsResult": [
    "BillingProviderFailed",
    "GroupBillingNotProvisioned",
    "InvalidResourceInput",
    "PartnerOnlyField",
    "ResourceNotFound",
    "SetGroupCreditsSuccess"
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
    "groups",
    "organizationChanges",
    "staffAccounts",
    "websites"
  ],
  "Website": [
    "changes",
    "groups"
  ]
};
