/** As many characters of a text as an index row has room for; the migrations' indexes have the same. */
export const indexedLength = 255;

// Other expressions than those that look at each row: by them PostgreSQL would take an index also where it finds almost all.

/** What the index over a column has that finds texts by any part of them. */
export const partKey = (column: string) => `(search_key(${column}) COLLATE "C")`;

/** What the index over a column has that finds texts by their start. */
export const startKey = (column: string) => `(left(search_key(${column}), ${indexedLength}) COLLATE "C")`;
