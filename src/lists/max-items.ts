import { Extensions } from 'type-graphql';

/** Tells how many entries a list has at most that no argument bounds: an operation's cost is limited by it. */
export const MaxItems = (maxItems: number) => Extensions({ maxItems });

export const maxItemsOf = (extensions: object) => (extensions as { maxItems?: number }).maxItems;
