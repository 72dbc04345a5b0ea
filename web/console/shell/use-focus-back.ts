import { useEffect, useState } from 'react';

/** For a dialog that is there only while it is open: afterwards what opened it has the focus again. */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.getElementById('content');
      back?.focus({ preventScroll: true });
    },
    [opener],
  );
}
