import { Extensions } from 'type-graphql';

/** Tells how many entries a list has at most that no argument bounds: an operation's cost is limited by it. */
export const MaxItems = (maxItems: number) => Extensions({ maxItems });

export const maxItemsOf = (extensions: object) => (extensions as { maxItems?: number }).maxItems;

/** Tells how many entries the lists have at most that a look-up has for its keys: each of them, and all together. */
export const MaxItemsPerKey = (maxItems: number, maxItemsInAll: number) => Extensions({ maxItems, maxItemsInAll });

export const maxItemsInAllOf = (extensions: object) => (extensions as { maxItemsInAll?: number }).maxItemsInAll;
