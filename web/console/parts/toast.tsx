import { failureOf } from '@group-gateway/client';
import { explainOutcome, type Refusal } from './explain-outcome.ts';
import { type Message, showMessage } from './messages.tsx';

/** Sends the inverse of what was done, unless somebody changed it since; its result. */
export type Undo = () => Promise<Refusal | null | undefined>;

const shortMs = 6000;
/** Long enough to read it, to think, and to reach the button. */
const undoMs = 15_000;

/** Says what was done, and offers to take it back if there is an inverse. */
export function toast(text: string, undo?: Undo): void {
  const message: Omit<Message, 'id'> = { text, forMs: undo ? undoMs : shortMs };
  showMessage(undo ? { ...message, onUndo: () => void takeBack(text, undo) } : message);
}

/** Says what was not done, where there is no form that could. */
export function toastProblem(text: string): void {
  showMessage({ text, forMs: undoMs, isProblem: true });
}

async function takeBack(message: string, undo: Undo): Promise<void> {
  try {
    const result = await undo();
    if (result?.__typename.endsWith('Success')) toast(`Taken back: ${message}`);
    else toastProblem(`Not taken back. ${result ? explainOutcome(result).message : ''}`);
  } catch (error) {
    toastProblem(`Not taken back. ${failureOf(error).message}`);
  }
}
