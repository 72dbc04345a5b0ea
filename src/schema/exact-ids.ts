import { GraphQLError, GraphQLID } from 'graphql';

/**
 * Refuses ids that arrive as JSON numbers beyond 2^53: they were rounded when the body was parsed, and would mean
 * another row. As text they are exact.
 */
export function refuseRoundedIds(): void {
  const { parseValue } = GraphQLID;
  GraphQLID.parseValue = (value) => {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new GraphQLError('ID cannot represent a number of this size exactly: send it as a string.');
    return parseValue(value);
  };
}
