/** The service cannot start for a reason that the operator can do something about. */
export class StartError extends Error {}
