export { createCache } from './cache/group-gateway-cache.ts';
export { createGroupGatewayClient, type GroupGatewayClientOptions } from './client.ts';
export { type Failure, type FailureKind, failureOf } from './errors.ts';
export { followChanges } from './follow-changes.ts';
export * from './generated/operations.ts';
export { possibleTypes } from './generated/schema.ts';
export { lostAnswersLink } from './links/lost-answers.ts';
export * from './results.ts';
