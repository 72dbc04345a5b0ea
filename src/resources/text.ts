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

/** White space, zero-width and directional marks, controls, and other characters that show nothing. */
const nothing = String.raw`\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800`;
export const invisible = new RegExp(`[${nothing}]`, 'gu');
const visible = new RegExp(`[^${nothing}]`, 'u');

/** Whether a reader sees anything of the text. */
export const isVisible = (text: string) => visible.test(text);

/** A character has at most so many code points in a form other than NFC. */
export const longestCharacter = 4;

/**
 * Whether the text has more combining marks in a row than writing needs (the limit of Unicode's Stream-Safe Text
 * Format). To normalize such a text takes time that grows with the square of its length.
 */
export const hasMarksInARow = (text: string) => /\p{M}{31}/u.test(text);

/** A text that was sent, for a message: cut, and with what would not show escaped. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 200)];
  const start = characters.slice(0, 50).join('');
  return JSON.stringify(start.length < text.length ? `${start}…` : start).replace(invisible, (character) =>
    character === ' ' ? ' ' : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
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
