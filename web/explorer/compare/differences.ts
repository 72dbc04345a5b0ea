/** A line of each of two texts; undefined on the side that lacks it. */
export interface Row {
  left?: string | undefined;
  right?: string | undefined;
  isSame: boolean;
}

/** Beyond so many pairs of lines, they are compared one by one, as they stand. */
const maxPairs = 4_000_000;

/** How long the longest common part of the rests of two texts is, by where the rests begin. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint32Array {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  return lengths;
}

function pairUp(left: readonly string[], right: readonly string[]): Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    left: left[index],
    right: right[index],
    isSame: left[index] === right[index],
  }));
}

/** The lines of two texts beside each other: the same ones in one row, and what differs between them. */
export function differences(leftText: string, rightText: string): Row[] {
  const left = leftText.split('\n');
  const right = rightText.split('\n');
  if (left.length * right.length > maxPairs) return pairUp(left, right);
  const lengths = commonLengths(left, right);
  const width = right.length + 1;
  const rows: Row[] = [];
  let [i, j, fromLeft, fromRight] = [0, 0, 0, 0];
  const flush = () => rows.push(...pairUp(left.slice(fromLeft, i), right.slice(fromRight, j)));
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      flush();
      rows.push({ left: left[i], right: right[j], isSame: true });
      i++;
      j++;
      [fromLeft, fromRight] = [i, j];
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++;
    else j++;
  }
  [i, j] = [left.length, right.length];
  flush();
  return rows;
}
