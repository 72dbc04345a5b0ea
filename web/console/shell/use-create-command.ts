import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** Hands a page the wish to create something. */
export const createCommand = { create: true };

/** Opens a page's form for something new if the command menu asks for it. */
export function useCreateCommand(open: () => void): void {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const isAsked = (state as Partial<typeof createCommand> | null)?.create === true;
  useEffect(() => {
    if (!isAsked) return;
    open();
    // Not once more after a reload.
    void navigate({ pathname, search }, { replace: true, state: null });
  }, [isAsked, open, navigate, pathname, search]);
}
