import { writeSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Asking } from './asking.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './comparisons.ts';
import { Findings } from './findings.ts';

// Comparing large answers takes its time, which no client is to wait for: so it is a thread of its own.
const { file, ...settings } = workerData as WorkerSettings;
const port = parentPort as MessagePort;
const tell = (message: FromWorker) => port.postMessage(message);
const findings = new Findings((line) => {
  if (file !== undefined) writeSync(file, line);
});
const asking = new Asking(settings, findings);

/** A thread gets bytes as such. */
const toBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

port.on('message', (message: ToWorker) => {
  if ('missed' in message) findings.notCompared(message.missed, message.isLostWrite);
  else if ('giveUp' in message) asking.giveUp();
  else if ('report' in message)
    tell({
      report: {
        json: findings.toJSON(),
        text: findings.toText(),
        count: findings.count,
        different: findings.different,
        lostWrites: findings.lostWrites,
      },
    });
  else {
    const { exchange } = message;
    const { old } = exchange;
    const whole = { ...exchange, body: toBuffer(exchange.body), old: { ...old, body: toBuffer(old.body) } };
    void asking.ask(whole).then(() => tell({ done: exchange.body.length + old.body.length }));
  }
});
