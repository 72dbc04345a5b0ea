import { NativeSelect } from '@mantine/core';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = [...'0123456789'];
const options = [
  { value: '', label: 'Jump to …' },
  ...letters.map((letter) => ({ value: letter, label: letter })),
  { value: '0', label: '0 – 9' },
];

/** What the names at this place of the alphabet start with. */
export const startsOf = (initial: string) => (initial === '0' ? digits : [initial]);

/** Goes to a place of the alphabet, where scrolling would take long. */
export const InitialSelect = ({ value, onChange }: { value: string; onChange: (initial: string) => void }) => (
  <NativeSelect
    aria-label="Jump to names that start with"
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
    data={options}
  />
);
