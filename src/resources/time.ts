/** A time as the driver gives it, or as PostgreSQL writes it into JSON. */
export type Time = Date | string;

export const toIso = (time: Time) => new Date(time).toISOString();
