import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { SearchIcon } from '../shell/icons.tsx';

/** Tells what is searched for once the typing pauses; shows another search that is chosen elsewhere, as by going back. */
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
  const told = useRef(initial);
  const search = useDebouncedCallback((typed: string) => {
    told.current = typed;
    onSearch(typed);
  }, 250);
  useEffect(() => {
    if (initial === told.current) return;
    told.current = initial;
    setText(initial);
  }, [initial]);
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
