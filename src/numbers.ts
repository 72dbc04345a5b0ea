/**
 * A number with its digits in groups of three, as messages and descriptions have it. `Intl` would take 50 ms of each start
 * to load, or of the first refusal.
 */
export const inGroups = (value: number) =>
  // Sums of fractions have no more exact digits than that.
  String(Number(value.toPrecision(15))).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
