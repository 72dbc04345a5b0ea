import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { isLive, stopped } from './live/event-log.ts';

const prefix = 'group-gateway.answer:';

/** In characters. The browser keeps a few millions for all that a page stores. */
const maxLength = 500_000;

const keptAnswer = (tabId: string) => sessionStorage.getItem(prefix + tabId);

function keep(tabId: string, answer: string): void {
  try {
    if (answer.length > maxLength) sessionStorage.removeItem(prefix + tabId);
    else sessionStorage.setItem(prefix + tabId, answer);
  } catch {
    // The storage is full: the answer is still on the screen.
  }
}

/** Keeps the answer of each tab over a reload, and says of a subscription that it no longer runs. */
export function useKeptAnswers(): void {
  const { updateActiveTabValues } = useGraphiQLActions();
  const { tab, responseEditor, isRunning } = useGraphiQL((state) => ({
    tab: state.tabs[state.activeTabIndex],
    responseEditor: state.responseEditor,
    isRunning: state.isFetching || state.subscription !== null,
  }));
  const { id, response } = tab ?? {};
  useEffect(() => {
    if (id === undefined || !responseEditor) return;
    const show = (answer: string) => {
      responseEditor.setValue(answer);
      updateActiveTabValues({ response: answer });
    };
    if (!response) {
      const kept = isRunning ? null : keptAnswer(id);
      if (kept) show(kept);
    } else if (!isRunning && isLive(response)) show(stopped(response));
    else keep(id, response);
  }, [id, response, responseEditor, isRunning, updateActiveTabValues]);
}
