/** The number of Unicode code points: what every length limit of the service counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether PostgreSQL can store the text as it is: it knows no NUL, and half a surrogate pair is no character. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A text as it is stored, or undefined for one that cannot be. */
export const toStorable = (text: string) => (isStorable(text) ? text : undefined);

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID as it is stored, or undefined for any other text, which then names nothing. */
export function toUuid(id: string): string | undefined {
  const lower = id.toLowerCase();
  return uuidPattern.test(lower) ? lower : undefined;
}

const maxInt64 = 2n ** 63n - 1n;

/** An id of 1 to 9223372036854775807 in its one decimal form, or undefined for any other text, which then names nothing. */
export function toInt64(id: string): string | undefined {
  return /^[1-9]\d{0,18}$/.test(id) && BigInt(id) <= maxInt64 ? id : undefined;
}
