import { operations } from './operations.mjs';

/** What changes leave behind, so that nobody measures the traces of the one before. */
const touched = 'groups, group_websites, group_changes, account_groups, account_group_labels, account_group_changes';

/**
 * Measures a turn. Its start, half a second at most, does not count: who had none for a while finds connections, caches
 * and keys gone that a server in use keeps.
 */
async function measureOnce(load, server, operation, seconds) {
  await load.measure({ contestant: server.name, operation, seconds: Math.min(0.5, seconds / 2) });
  const before = server.usage().cpuSeconds;
  const measured = await load.measure({ contestant: server.name, operation, seconds });
  const cpuSeconds = before === null ? null : server.usage().cpuSeconds - before;
  return { ...measured, cpuPerRequest: cpuSeconds === null ? null : cpuSeconds / measured.requests };
}

/**
 * Measures operation after operation, in rounds in which all have their turn, each time in another order: what else the
 * machine does hits them alike.
 */
export async function measureRounds({ pool, load, servers, rounds, seconds, warmUpSeconds, only }) {
  const measured = [];
  const names = Object.keys(operations).filter((name) => !only || only.includes(name));
  for (const operation of names) {
    console.log(`Warming up: ${operation}, ${warmUpSeconds} s each`);
    for (const server of servers) await load.measure({ contestant: server.name, operation, seconds: warmUpSeconds });
  }
  for (const operation of names) {
    await pool.query(`VACUUM ANALYZE ${touched}`);
    for (let round = 0; round < rounds; round++) {
      const turn = round % servers.length;
      const order = [...servers.slice(turn), ...servers.slice(0, turn)];
      if (round % 2 === 1) order.reverse();
      const line = [];
      for (const server of order) {
        const result = await measureOnce(load, server, operation, seconds);
        measured.push({ operation, contestant: server.name, round, ...result });
        line.push(`${server.name} ${Math.round(result.perSecond)}`);
      }
      console.log(`${operation}, round ${round + 1} of ${rounds}, requests/s: ${line.join(', ')}`);
    }
  }
  return measured;
}
