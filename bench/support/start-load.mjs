import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts the load in a process of its own, for servers that run. */
export async function startLoad(node, setup) {
  const child = fork(new URL('load.mjs', import.meta.url), { execPath: node, execArgv: [] });
  const ask = async (message) => {
    child.send(message);
    const [{ answer, failed }] = await once(child, 'message');
    if (failed) throw new Error(`The load failed: ${failed}`);
    return answer;
  };
  await ask({ setup });
  return { measure: (work) => ask({ work }), stop: () => child.connected && child.disconnect() };
}
