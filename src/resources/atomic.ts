import { Arg } from 'type-graphql';

/** The argument of mutations of many that makes their inputs belong together. */
export const Atomic = () =>
  Arg('atomic', () => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'If true, all inputs are applied or none: if one is refused, its result says why, and all others are `NotAttempted`. null means false.',
  });
