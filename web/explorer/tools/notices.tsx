import { useEffect, useSyncExternalStore } from 'react';

interface Notice {
  text: string;
  /** Takes back what was done. */
  undo?: (() => void) | undefined;
}

/** Long enough to be read, and to be taken back. */
const shownMs = 8000;

let notice: Notice | undefined;
const listeners = new Set<() => void>();

function show(next: Notice | undefined): void {
  notice = next;
  for (const listener of listeners) listener();
}

/** Tells what was just done. */
export const notify = (text: string, undo?: () => void) => show({ text, undo });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notice);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => show(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <output className="notice">
      {shown && (
        <span>
          {shown.text}
          {shown.undo && (
            <button
              type="button"
              onClick={() => {
                shown.undo?.();
                show(undefined);
              }}
            >
              Undo
            </button>
          )}
        </span>
      )}
    </output>
  );
}
