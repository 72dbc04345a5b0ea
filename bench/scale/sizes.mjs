export const pageSizes = [1, 10, 100];
export const listSizes = [10, 1000, 10_000];
export const tableSizes = [10_000, 1_000_000];
export const connections = [1, 16, 256];

/** How many websites a change adds and removes. */
export const heldWebsites = 5;
