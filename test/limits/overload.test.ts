import { setTimeout } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { migrate } from '../../src/database/migrations.ts';
import { OverloadedError } from '../../src/errors.ts';
import { Admission } from '../../src/gateway/admission.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';
import { startService } from '../support/service.ts';

const list = '{ groups { nodes { id } } }';

test('a node that is full serves a burst, then refuses quickly, stays healthy, and recovers by itself', async () => {
  const database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const { key } = await TestOrganization.create({ database: database.url });
  const service = await startService({ DATABASE_URL: database.url, MAX_CONCURRENT_REQUESTS: '2' });
  const holder = new Client({ connectionString: database.url });
  try {
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE groups');
    // A process that has just started on a busy machine is late, and gives fewer places for a moment.
    const untilServed = async (): Promise<Answer> => {
      const answer = await send(key, list, {}, service);
      return answer.status === 503 ? untilServed() : answer;
    };
    const running = [untilServed(), untilServed()];
    await eventually('both places are taken', async () => {
      const { rows } = await holder.query("SELECT FROM pg_locks WHERE relation = 'groups'::regclass AND NOT granted");
      return rows.length === 2;
    });
    const refused = (answer: Answer) => {
      expect(answer).toMatchObject({ status: 503, data: undefined, errors: [{ extensions: { code: 'OVERLOADED' } }] });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('x-rate-limit-remaining')).not.toBeNull();
    };
    const start = performance.now();
    for (const answer of await Promise.all(Array.from({ length: 50 }, () => send(key, list, {}, service))))
      refused(answer);
    const burst = performance.now() - start;
    expect(burst).toBeGreaterThan(900);

    for (const path of ['/livez', '/readyz']) expect((await fetch(`${service.url}${path}`)).status).toBe(200);

    await holder.query('ROLLBACK');
    for (const { status } of await Promise.all(running)) expect(status).toBe(200);
    for (let n = 0; n < 5; n++) expect((await send(key, list, {}, service)).status).toBe(200);
    await setTimeout(1100);
    const after = await Promise.all(Array.from({ length: 50 }, () => send(key, list, {}, service)));
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 200));
  } finally {
    await holder.end();
    await service.stop();
    await database.drop();
  }
});

describe('of the requests for a place', () => {
  /** Work that ends when a test says so. */
  function held() {
    let end = () => {};
    const work = new Promise<void>((resolve) => {
      end = resolve;
    });
    return { work: () => work, end };
  }

  test('no more than allowed are worked on, and they take turns in their order', async () => {
    const admission = new Admission(3);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        admission.run(async () => {
          order.push(n);
          most = Math.max(most, ++running);
          await new Promise((done) => setImmediate(done));
          running--;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(order).toEqual(order.map((_, n) => n));
  });

  test('a thousand wait, and the next one is refused at once', async () => {
    const admission = new Admission(1);
    const { work, end } = held();
    const runs = Array.from({ length: 1001 }, () => admission.run(work));
    expect(admission.isFull).toBe(true);
    await expect(admission.checkIn(work)).rejects.toThrow(OverloadedError);
    await expect(admission.run(work)).rejects.toThrow(OverloadedError);
    end();
    await Promise.all(runs);
    expect(admission.isFull).toBe(false);
  });

  test('those whose key is being looked up count as waiting, so that a slow look-up gathers no crowd', async () => {
    const admission = new Admission(1);
    const { work, end } = held();
    const running = admission.run(work);
    const lookUps = Array.from({ length: 1000 }, () => admission.checkIn(work));
    expect(admission.isFull).toBe(true);
    end();
    await Promise.all([running, ...lookUps]);
    expect(admission.isFull).toBe(false);
  });

  test('fewer are worked on while the process is late, and all places are given again when it is not', async () => {
    let isLate = true;
    const admission = new Admission(8, () => isLate);
    const first = held();
    let running = 0;
    const run = (until: ReturnType<typeof held>) =>
      admission.run(async () => {
        running++;
        await until.work();
      });
    const runs = Array.from({ length: 12 }, () => run(first));
    expect(running).toBe(4);
    isLate = false;
    const second = held();
    const more = Array.from({ length: 6 }, () => run(second));
    expect(running).toBe(8);
    first.end();
    await Promise.all(runs);
    second.end();
    await Promise.all(more);
  });

  test('those that come while it has been full for long wait a moment alone', async () => {
    const admission = new Admission(1);
    const { work, end } = held();
    const running = admission.run(work);
    const patience = async () => {
      const start = performance.now();
      await expect(admission.run(work)).rejects.toThrow(OverloadedError);
      return performance.now() - start;
    };
    expect(await patience()).toBeGreaterThan(900);
    expect(await patience()).toBeLessThan(700);
    end();
    await running;
    // A moment's rest is no end of the overload.
    const later = held();
    const next = admission.run(later.work);
    expect(await patience()).toBeLessThan(700);
    later.end();
    await next;
  });

  test('one that waits for somebody else leaves its place to another, and comes back to it', async () => {
    const admission = new Admission(1);
    const waiting = held();
    let isBack = false;
    const first = admission.run(async (place) => {
      await Promise.all([place.leaveWhile(waiting.work), place.leaveWhile(waiting.work)]);
      isBack = true;
    });
    const worked = held();
    const second = admission.run(worked.work);
    expect(await Promise.race([second, new Promise((done) => setImmediate(done, 'works'))])).toBe('works');
    waiting.end();
    await first;
    expect(isBack).toBe(true);
    // The place is the second one's still, and the only one.
    let isThird = false;
    const third = admission.run(async () => {
      isThird = true;
    });
    await new Promise((done) => setImmediate(done));
    expect(isThird).toBe(false);
    worked.end();
    await Promise.all([second, third]);
  });

  test('one that is answered while a part of it waits gives its place back once', async () => {
    const admission = new Admission(1);
    const waiting = held();
    let waited: Promise<void> | undefined;
    await admission.run(async (place) => {
      waited = place.leaveWhile(waiting.work);
    });
    const { work, end } = held();
    const next = admission.run(work);
    waiting.end();
    await waited;
    let isAfter = false;
    const after = admission.run(async () => {
      isAfter = true;
    });
    await new Promise((done) => setImmediate(done));
    expect(isAfter).toBe(false);
    end();
    await Promise.all([next, after]);
  });

  test('in overload half as many wait as run, and a node that had places left for long serves a burst again', async () => {
    const admission = new Admission(2);
    const full = held();
    const runs = [1, 2].map(() => admission.run(full.work));
    await expect(admission.run(full.work)).rejects.toThrow(OverloadedError);
    const waiting = [admission.run(full.work)];
    await expect(admission.run(full.work)).rejects.toThrow(OverloadedError);
    full.end();
    await Promise.all([...runs, ...waiting]);
    await setTimeout(1100);
    const burst = held();
    const served = Array.from({ length: 100 }, () => admission.run(burst.work));
    await setTimeout(200);
    burst.end();
    await Promise.all(served);
  });

  test('one whose work fails gives its place back', async () => {
    const admission = new Admission(1);
    for (let n = 0; n < 3; n++)
      await expect(admission.run(() => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    expect(await admission.run(async () => 'served')).toBe('served');
  });
});
