import { lazy, Suspense, useEffect, useId } from 'react';
import { useBlocker } from 'react-router';

const LeaveQuestion = lazy(() => import('./leave-dialog.tsx'));

/** The forms with input that is not saved, and what is said of it. */
const unsaved = new Map<string, string>();

/** Keeps a form's input, or what else is on the page, from being lost when the page is left. */
export function useUnsaved(dirty: boolean, text = 'What you have typed on this page is not saved yet.'): void {
  const id = useId();
  useEffect(() => {
    if (!dirty) return;
    unsaved.set(id, text);
    return () => {
      unsaved.delete(id);
    };
  }, [dirty, id, text]);
}

/** All is saved: the page may be left, before the forms have noticed. */
export const forgetUnsaved = () => unsaved.clear();

window.addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) event.preventDefault();
});

/** Asks before a page with such input is left for another one. */
export function LeaveDialog() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved.size > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  if (blocker.state !== 'blocked') return null;
  return (
    <Suspense fallback={null}>
      <LeaveQuestion texts={[...new Set(unsaved.values())]} onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  );
}
