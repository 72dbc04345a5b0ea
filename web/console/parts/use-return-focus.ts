import { type RefObject, useEffect, useRef } from 'react';

/** For the element that opened something: it has the focus again once that is closed. */
export function useReturnFocus<Opener extends HTMLElement>(opened: boolean): RefObject<Opener | null> {
  const opener = useRef<Opener>(null);
  const wasOpened = useRef(opened);
  useEffect(() => {
    if (wasOpened.current && !opened) opener.current?.focus();
    wasOpened.current = opened;
  }, [opened]);
  return opener;
}
