import type { GraphQLFormattedError } from 'graphql';
import type { OperationPlugin } from '../operation-plugins.ts';

/** The errors of an answer may be this many times as long as its request. */
const maxTimes = 10;
/** The limit for a small request, in bytes. It has room for a page of 100 entries that all fail. */
const smallRequest = 1000;
const maxOfSmall = 32_000;

/** In characters. graphql-js quotes names and values as they were sent; what is wrong with them stands at the ends. */
const maxMessage = 1000;
/** Places in the document that an error may name: some name each fragment, or each field of a name. */
const maxLocations = 10;

function shortened(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, locations } = error;
  if (message.length <= maxMessage && (locations?.length ?? 0) <= maxLocations) return error;
  const half = maxMessage / 2;
  return {
    ...error,
    message: message.length > maxMessage ? `${message.slice(0, half)} … ${message.slice(-half)}` : message,
    ...(locations && { locations: locations.slice(0, maxLocations) }),
  };
}

/** Whether an error stands for many fields, as `limitFailures` makes it, and comes as often. */
const isOfMany = ({ path }: GraphQLFormattedError) => path?.length === 0;

/**
 * Limits the errors of an answer: every entry of a list may have some, with a path whose names the caller chose.
 * The answer has the first ones, and says how many it leaves out.
 */
export const limitErrors: OperationPlugin = {
  onResponse({ requestBytes }, { result }) {
    if (!result.errors) return;
    const max = requestBytes < smallRequest ? maxOfSmall : maxTimes * requestBytes;
    const together = result.errors.findIndex(isOfMany);
    const errors = result.errors.filter((error, n) => n === together || !isOfMany(error)).map(shortened);
    const told: GraphQLFormattedError[] = [];
    let bytes = 0;
    for (const error of errors) {
      bytes += Buffer.byteLength(JSON.stringify(error));
      if (bytes > max - 500) break; // for the last one
      told.push(error);
    }
    const left = errors.length - told.length;
    if (left > 0) {
      const { code } = errors[told.length]?.extensions ?? {};
      told.push({
        message: `There are ${left} more errors that this answer leaves out. Ask for less at once.`,
        extensions: { code },
      });
    }
    result.errors = told;
  },
};
