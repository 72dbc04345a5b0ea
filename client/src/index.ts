export * from './cache/group-gateway-cache.ts';
export * from './errors.ts';
export * from './generated/operations.ts';
export { possibleTypes } from './generated/schema.ts';
export * from './results.ts';
