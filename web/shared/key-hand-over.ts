import { currentKey } from './key.ts';

/**
 * A key is kept for the tab. A tab that has none asks the other tabs of this origin, which tell it theirs: directly, and
 * through no storage. Once all of them are closed, nothing is left.
 */
const channelName = 'group-gateway.key';

/** The others answer within a few milliseconds; without any, the sign-in has to wait for so long. */
const patienceMs = 200;
/** Once one has answered, the others are given so long. */
const othersMs = 40;

type Message = { ask: string } | { answerTo: string; key: string; usedAt: number };

/** When this tab was looked at last: a link is opened from there. */
let usedAt = document.hasFocus() ? Date.now() : 0;
for (const event of ['focus', 'blur'])
  window.addEventListener(event, () => {
    usedAt = Date.now();
  });

/** Tells tabs that ask the key of this one, as long as it has one. @returns ends it */
export function answerTabs(): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    const key = currentKey();
    if (key && 'ask' in data) channel.postMessage({ answerTo: data.ask, key, usedAt } satisfies Message);
  };
  return () => channel.close();
}

/** The key of the tab that was used last; empty if there is none. */
export async function askTabs(): Promise<string> {
  const channel = new BroadcastChannel(channelName);
  const question = Math.random().toString(36).slice(2);
  let found = { key: '', usedAt: -1 };
  await new Promise<void>((done) => {
    setTimeout(done, patienceMs);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (!('answerTo' in data) || data.answerTo !== question) return;
      if (data.usedAt > found.usedAt) found = data;
      setTimeout(done, othersMs);
    };
    channel.postMessage({ ask: question } satisfies Message);
  });
  channel.close();
  return found.key;
}
