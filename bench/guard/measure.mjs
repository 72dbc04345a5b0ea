import { rest, service } from '../comparison/contestants.mjs';
import { median } from '../support/statistics.mjs';

/** What the compiler needs before a request costs what it will cost: so many turns of each operation, three times. */
const warmUpTurns = 6;
const warmUps = 3;

const rounds = 13;

/** Few, so that a busy machine does not make bundles of them that are cheaper than requests one by one. */
export const callers = 4;

/** So few requests a turn that the machine is the same for both; of what takes long, fewer. */
const restRequests = 100;
const serviceRequests = { list: 15, deep: 10, lookup: 15 };
const usualRequests = 30;

async function cpuPerRequest(load, server, operation, requests) {
  const before = server.usage().cpuSeconds;
  await load.measure({ contestant: server.name, operation, requests });
  return (server.usage().cpuSeconds - before) / requests;
}

/**
 * The CPU time of a request as a multiple of REST's, by operation: the median of rounds in which both have their turns
 * right after each other, and which go over all operations.
 */
export async function measureCpu(load, { [service.name]: ours, [rest.name]: theirs }, names) {
  const turnsOf = (name) => [
    [ours, serviceRequests[name] ?? usualRequests],
    [theirs, restRequests],
  ];
  for (let pass = 0; pass < warmUps; pass++)
    for (const name of names)
      for (const [server, requests] of turnsOf(name))
        await load.measure({ contestant: server.name, operation: name, requests: requests * warmUpTurns });
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const cpu = {};
      for (const [server, requests] of round % 2 === 0 ? turnsOf(name) : turnsOf(name).reverse())
        cpu[server.name] = await cpuPerRequest(load, server, name, requests);
      samples[name].push({ service: cpu[ours.name], rest: cpu[theirs.name] });
    }
  const ratio = (list) => median(list.map((sample) => sample.service / sample.rest));
  return { cpu: Object.fromEntries(names.map((name) => [name, ratio(samples[name])])), samples };
}
