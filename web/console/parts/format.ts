/** In the reader's own language and time zone. */
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const number = new Intl.NumberFormat();

export const formatTime = (time: string) => dateTime.format(new Date(time));
export const formatDate = (time: string) => date.format(new Date(time));
export const formatNumber = (value: number) => number.format(value);

/** e.g. `1 website`, `2,000 websites`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
