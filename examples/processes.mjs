import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program and waits until it says where it is; ends with this process. */
export async function start(file, env, says) {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill());
  let output = '';
  const url = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        const found = says.exec(output);
        if (found) resolve(found[1]);
      });
    child.once('exit', (code) => reject(new Error(`${file} ended with code ${code}:\n${output}`)));
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
