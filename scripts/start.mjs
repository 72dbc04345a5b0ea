#!/usr/bin/env node
// `npm start`: builds what changed, then runs the service in this process.
import './build.mjs';

// npm puts a shell between itself and this process. Told to stop, it stops the shell alone, and most shells do not pass
// that on: the service would live on, with the port and the database. So it stops when its parent is gone.
if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch));
}

await import('../dist/main.js');
