import { getNullableType, isListType } from 'graphql';
import { inSlices } from '../concurrency/event-loop-turns.ts';
import type { Resolver, WrapResolver } from './wrap-resolver.ts';

/** The resolvers of lists as they are without pauses, for code that never has a large answer. */
const withoutPauses = new WeakMap<object, Resolver>();

export const unsliced = (resolve: object): Resolver | undefined => withoutPauses.get(resolve);

const sliced = (value: unknown) => (Array.isArray(value) && value.length > 1 ? inSlices(value) : value);

/** Lets graphql-js pause between the entries of lists of large answers, which it would complete at one go. */
export const sliceLists: WrapResolver = ({ field }, resolve) => {
  if (!isListType(getNullableType(field.type))) return resolve;
  const pausing: Resolver = (source, args, context, info) => {
    const value = resolve(source, args, context, info);
    if (!context.hasLargeAnswer) return value;
    return value instanceof Promise ? value.then(sliced) : sliced(value);
  };
  withoutPauses.set(pausing, resolve);
  return pausing;
};
