import { randomUUID } from 'node:crypto';

/** Sends a request to any node, again and again with one idempotency key, until some node has answered it. */
export async function request(nodes, key, query, variables = {}) {
  const idempotencyKey = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(`${nodes.any.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': key, 'idempotency-key': idempotencyKey },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(30_000),
      });
      const { data, errors } = await response.json();
      if (data && !errors) return data;
      if (attempt > 200) throw new Error(`No answer: ${JSON.stringify(errors)}`);
    } catch (error) {
      if (attempt > 200) throw error;
    }
    await new Promise((next) => setTimeout(next, 50 * Math.random() * attempt));
  }
}

const perRequest = 10;

/** Renames groups, ten a request, each from one number to the next; the names that were acknowledged. */
export async function rename(nodes, { key, groupIds, counters }, turn) {
  const picked = Array.from({ length: perRequest }, (_, n) => (turn * perRequest + n) % groupIds.length);
  const names = picked.map((index) => {
    counters[index] = (counters[index] ?? 0) + 1;
    return `${index}-${counters[index]}`;
  });
  const parameters = picked.map((_, n) => `$i${n}: UpdateGroupInput!`).join();
  const fields = picked.map((_, n) => `r${n}: updateGroup(input: $i${n}) { __typename }`).join(' ');
  const variables = Object.fromEntries(picked.map((index, n) => [`i${n}`, { id: groupIds[index], name: names[n] }]));
  const data = await request(nodes, key, `mutation (${parameters}) { ${fields} }`, variables);
  for (const { __typename } of Object.values(data))
    if (__typename !== 'UpdateGroupSuccess') throw new Error(`A change came to ${__typename}`);
  return names;
}
