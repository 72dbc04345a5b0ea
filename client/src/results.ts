/** A value of a result union. */
interface Member {
  readonly __typename: string;
}

/** A member that the service has and this build does not know: a newer version added it. */
export interface UnknownMember extends Member {
  /** What is wrong and what to do about it, as of every outcome that is no success. */
  readonly message?: string;
}

/** What to do with each member of a union, and with those that are added later. */
type Handlers<Union extends Member> = {
  readonly [Known in Union as Known['__typename']]: (member: Known) => unknown;
} & {
  readonly otherwise: (member: UnknownMember) => unknown;
};

type Outcome<Given> = {
  [Name in keyof Given]: Given[Name] extends (member: never) => infer Value ? Value : never;
}[keyof Given];

/** Handlers of what is no member. */
type Strangers<Union extends Member, Given> = {
  readonly [Name in Exclude<keyof Given, keyof Handlers<Union>>]: never;
};

/**
 * Handles a value of a result union. Leaving out a member of the union does not compile, nor does leaving out
 * `otherwise`, which gets the members that a newer version of the service adds.
 *
 * ```ts
 * const text = matchResult(data.deleteWebsite, {
 *   DeleteWebsiteSuccess: ({ website }) => `${website.url} is deleted`,
 *   ResourceNotFound: ({ message }) => message,
 *   otherwise: ({ message, __typename }) => message ?? __typename,
 * });
 * ```
 */
export function matchResult<Union extends Member, Given extends Handlers<Union>>(
  result: Union,
  handlers: Given & Strangers<Union, Given>,
): Outcome<Given> {
  const { __typename: name } = result;
  const known = name !== 'otherwise' && Object.hasOwn(handlers, name);
  const handler = handlers[(known ? name : 'otherwise') as keyof Given] as (member: Member) => unknown;
  return handler(result) as Outcome<Given>;
}
