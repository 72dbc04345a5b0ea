import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { SearchIcon } from '../shell/icons.tsx';

/** Tells what is searched for once the typing pauses. */
export function SearchBox({
  label,
  initial = '',
  onSearch,
}: {
  label: string;
  initial?: string;
  onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(initial);
  const search = useDebouncedCallback(onSearch, 250);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon size={16} />}
      maxLength={255} // the service takes no longer text
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value.trim());
      }}
      style={{ flex: '1 1 220px' }}
    />
  );
}
