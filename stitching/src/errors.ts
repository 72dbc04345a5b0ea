/** The schema could not be loaded: says from where, why, and what to do. */
export class GroupGatewaySchemaError extends Error {
  override readonly name = 'GroupGatewaySchemaError';
}

/** Names of the group gateway's schema are taken by another schema: says which, and which option solves it. */
export class GroupGatewayNameClashError extends Error {
  override readonly name = 'GroupGatewayNameClashError';
  /** Coordinates of what clashes, such as `Website` and `Query.group`. */
  readonly clashes: string[];

  constructor(message: string, clashes: string[]) {
    super(message);
    this.clashes = clashes;
  }
}
