import { service } from '../comparison/contestants.mjs';
import { connections, listSizes, pageSizes, tableSizes } from './sizes.mjs';

/** Few enough that what is measured is the work, and not the queue for it. */
const callers = 4;

/** Points of the same operation on more and more data. */
const bySize = (operation, sizes, label) => ({
  label,
  points: sizes.map((size) => ({ x: size, work: { operation: `${operation}-${size}`, concurrency: callers } })),
});

/** One more process, and more and more connections. */
const byConnections = [1, 2].map((processes) => ({
  label: processes === 1 ? '1 process' : '2 processes',
  points: connections.map((count) => ({ x: count, processes, work: { operation: 'one', concurrency: count } })),
}));

/** What is drawn together: the measure of it, and how its points are asked for. */
export const panels = [
  { title: 'Groups on a page, 10 websites each', y: 'p50', curves: [bySize('page', pageSizes, 'a page')] },
  {
    title: 'Websites in a group',
    y: 'p50',
    curves: [bySize('list', listSizes, 'its first 10 websites'), bySize('exchange', listSizes, '5 websites in, 5 out')],
  },
  {
    title: 'Groups in an organization',
    y: 'p50',
    curves: [
      bySize('first', tableSizes, 'first page'),
      bySize('middle', tableSizes, 'a page in the middle'),
      bySize('known', tableSizes, 'filter by external id'),
      bySize('named', tableSizes, 'filter by start of name'),
      bySize('contained', tableSizes, 'by a rare part of the name'),
      bySize('frequent', tableSizes, 'by a frequent part of the name'),
      bySize('billed', tableSizes, 'billed ones'),
    ],
  },
  ...['perSecond', 'p99'].map((y) => ({
    title: 'Connections that ask for a group with 10 websites',
    y,
    curves: byConnections,
  })),
];

/** Two processes of the service, as two nodes are. */
export const nodes = [1, 2].map((n) => ({
  ...service,
  name: `node ${n}`,
  requests: new URL('requests.mjs', import.meta.url).href,
}));
