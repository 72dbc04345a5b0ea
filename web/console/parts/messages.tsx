import './messages.css';
import { Button, Notification, Text } from '@mantine/core';
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Message {
  id: number;
  text: string;
  /** How long it is shown, not counting the time in which nobody can turn to it. */
  forMs: number;
  isProblem?: boolean;
  onUndo?: () => void;
}

let messages: readonly Message[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Message[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const showMessage = (message: Omit<Message, 'id'>) => set([...messages, { ...message, id: count++ }]);

const hide = (id: number) => set(messages.filter((message) => message.id !== id));

const tickMs = 500;

/** While a dialog is open, the messages are behind it; and nothing goes away below the mouse or the focus. */
function isWaiting(box: HTMLElement | null): boolean {
  const dialogs = [...document.querySelectorAll('[aria-modal="true"]')];
  return (
    document.hidden ||
    dialogs.some((dialog) => dialog.checkVisibility()) ||
    (box?.matches(':hover, :focus-within') ?? false)
  );
}

function OneMessage({ message: { id, text, forMs, isProblem = false, onUndo } }: { message: Message }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = forMs;
    const timer = setInterval(() => {
      if (!isWaiting(box.current)) left -= tickMs;
      if (left <= 0) hide(id);
    }, tickMs);
    return () => clearInterval(timer);
  }, [id, forMs]);
  return (
    <Notification
      ref={box}
      withBorder
      {...(isProblem && { color: 'red' })}
      onClose={() => hide(id)}
      closeButtonProps={{ 'aria-label': 'Dismiss' }}
    >
      <Text component="span" size="sm" lineClamp={3} className="message-text">
        {text}
      </Text>
      {onUndo && (
        <Button
          size="xs"
          variant="default"
          flex="none"
          onClick={() => {
            hide(id);
            onUndo();
          }}
        >
          Undo
        </Button>
      )}
    </Notification>
  );
}

/** Tells the page how much room the messages take from it at its end. */
function useRoom(isEmpty: boolean) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    if (isEmpty || !region.current) return;
    const observer = new ResizeObserver(([entry]) => {
      style.setProperty('--messages-height', `${Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)}px`);
    });
    observer.observe(region.current);
    return () => {
      observer.disconnect();
      style.removeProperty('--messages-height');
    };
  }, [isEmpty]);
  return region;
}

/**
 * What was done, with the way back. It covers no control: it stands below the navigation, or, where that is not shown, at
 * the end of the window, which the page then has less of.
 */
export function Messages() {
  const shown = useSyncExternalStore(subscribe, () => messages);
  const region = useRoom(shown.length === 0);
  if (shown.length === 0) return null;
  return (
    <section ref={region} className="messages" aria-label="Messages">
      {shown.map((message) => (
        <OneMessage key={message.id} message={message} />
      ))}
    </section>
  );
}
