import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** A time, written as RFC 3339 in UTC with milliseconds. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A time in the format of RFC 3339, in UTC with milliseconds, for example `2026-11-22T17:25:00.000Z`.',
});
