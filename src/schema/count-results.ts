import { getNamedType, isUnionType } from 'graphql';
import { mutationResults } from '../telemetry/metrics.ts';
import type { WrapResolver } from './wrap-resolver.ts';

/** Counts the results of each mutation. Results are instances of the classes that their types are made from. */
export const countResults: WrapResolver = ({ parent, field, schema }, resolve) => {
  const union = getNamedType(field.type);
  if (parent !== schema.getMutationType() || !isUnionType(union)) return resolve;
  const members = new Set(union.getTypes().map((type) => type.name));
  return async (source, args, context, info) => {
    if (args.dryRun) return resolve(source, args, context, info); // nothing came of it
    try {
      const value = (await resolve(source, args, context, info)) as object | object[] | undefined;
      for (const result of [value].flat()) {
        const member = String(result?.constructor?.name);
        mutationResults.inc({ mutation: field.name, result: members.has(member) ? member : 'other' });
      }
      return value;
    } catch (error) {
      mutationResults.inc({ mutation: field.name, result: 'error' });
      throw error;
    }
  };
};
