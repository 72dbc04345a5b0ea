const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What arrived of a tenant's changes. */
export function check({ behaviour, groupIds, acknowledged, nameOf, receiver }) {
  const own = new Set(groupIds);
  const wanted = new Set(acknowledged);
  const ids = new Set();
  const arrived = new Set();
  const last = new Map();
  const lags = [];
  let foreign = 0;
  let unknown = 0;
  let outOfOrder = 0;
  for (const { id, group, name, lag } of receiver.deliveries) {
    if (!own.has(group)) foreign++;
    const change = nameOf(group, name);
    if (!wanted.has(change)) unknown++;
    if (ids.has(id)) continue;
    ids.add(id);
    arrived.add(change);
    lags.push(lag);
    const number = Number(name.split('-')[1]);
    if (number < (last.get(group) ?? 0)) outOfOrder++;
    last.set(group, Math.max(number, last.get(group) ?? 0));
  }
  lags.sort((a, b) => a - b);
  return {
    behaviour,
    changes: wanted.size,
    missing: [...wanted].filter((change) => !arrived.has(change)).length,
    foreign,
    unknown,
    // Only where no attempt fails do changes have to come in order.
    outOfOrder: ['healthy', 'slow'].includes(behaviour) ? outOfOrder : 0,
    duplicates: receiver.deliveries.length - ids.size,
    p50: percentile(lags, 0.5),
    p99: percentile(lags, 0.99),
  };
}
