// Before anything is timed: all contestants must answer the same, and store the same.
import assert from 'node:assert/strict';
import { operations } from './operations.mjs';

/** How many steps of an operation are compared. */
const samples = 5;

async function ask({ url, toRequest, toContent }, operation, step) {
  const { path, ...request } = toRequest[operation](step);
  const response = await fetch(`${url}${path}`, request);
  const text = await response.text();
  try {
    const answer = JSON.parse(text);
    assert.equal(answer.errors, undefined);
    return toContent[operation](answer);
  } catch (error) {
    throw new Error(`${response.status} ${text.slice(0, 500)}`, { cause: error });
  }
}

const rowOf = {
  group: `
    SELECT name, external_id, revision, updated_at, (
      SELECT json_agg(website_id ORDER BY website_id) FROM group_websites m
      WHERE m.organization_id = g.organization_id AND m.group_id = g.id) AS websites
    FROM groups g WHERE organization_id = $1 AND id::text = $2`,
  label: `
    SELECT lookup_name, revision, updated_at, (
      SELECT json_agg(label_text ORDER BY kind, language_id) FROM account_group_labels l
      WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id) AS labels
    FROM account_groups a WHERE organization_id = $1 AND id::text = $2`,
};

/** What a change answers and what it stores; revisions and times count from what they were. */
async function observeChange(pool, contestant, operation, step) {
  const read = async () => (await pool.query(rowOf[operation] ?? rowOf.group, [step.organization.id, step.id])).rows[0];
  const before = await read();
  const content = await ask(contestant, operation, step);
  const { revision, updated_at: updatedAt, ...stored } = await read();
  if (content.revision) assert.equal(content.revision, revision, 'the answer has another revision than the database');
  return {
    content: { ...content, ...(content.revision && { revision: '+1' }) },
    stored,
    revised: revision - before.revision,
    touched: updatedAt > before.updated_at,
  };
}

async function compareStep(contestants, { name, holds }, observe) {
  let first;
  for (const [n, contestant] of contestants.entries()) {
    try {
      const { step, contents, observed } = await observe(contestant, n);
      for (const content of contents)
        assert.ok(holds(content, step), `not what was asked for: ${JSON.stringify(content)}`);
      first ??= observed;
      assert.deepEqual(observed, first);
    } catch (error) {
      throw new Error(`${contestant.name} answers "${name}" otherwise than ${contestants[0].name}: ${error.message}`, {
        cause: error,
      });
    }
  }
}

/** @throws where a contestant answers something else than the first one */
export async function verify(pool, data, servers) {
  const contestants = await Promise.all(
    servers.map(async (server) => ({ ...server, ...(await import(server.requests)) })),
  );
  for (const [name, { step, cycle, holds }] of Object.entries(operations)) {
    for (let n = 0; n < samples; n++) {
      if (!cycle) {
        const asked = step(data, n);
        await compareStep(contestants, { name, holds }, async (contestant) => {
          const content = await ask(contestant, name, asked);
          return { step: asked, contents: [content], observed: content };
        });
        continue;
      }
      // Two changes each, the second of which leads back to where the next contestant begins.
      const rows = cycle(data);
      const steps = [step(data, n), step(data, n + rows)];
      await compareStep(contestants, { name, holds }, async (contestant) => {
        const observed = [];
        for (const asked of steps) observed.push(await observeChange(pool, contestant, name, asked));
        return { step: steps[0], contents: observed.map(({ content }) => content), observed };
      });
    }
  }
}
