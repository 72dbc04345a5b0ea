export * from './generated/operations.ts';
export { possibleTypes } from './generated/possible-types.ts';
