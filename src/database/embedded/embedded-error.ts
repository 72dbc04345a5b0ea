/** The embedded database cannot be used; the message says why and what to do. */
export class EmbeddedDatabaseError extends Error {}
