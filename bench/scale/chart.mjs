import { element, picture, text } from '../support/svg.mjs';

const columns = 2;
const panel = { width: 500, height: 300, gap: 40 };
const plot = { left: 56, right: 150, top: 46, bottom: 34 };
const margin = { side: 24, top: 64, bottom: 24 };
const colours = ['#2563eb', '#ea580c', '#16a34a', '#9333ea'];
const grey = '#d4d4d8';

const short = (value) => {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e4) return `${value / 1e3}k`;
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
};

const logarithmic = (from, to, start, end) => (value) =>
  start + ((Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))) * (end - start);
const linear = (from, to, start, end) => (value) => start + ((value - from) / (to - from)) * (end - start);

/** Whole powers of ten about some values. */
function decades(values) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: to - from + 1 }, (_, n) => 10 ** (from + n));
}

/** Whole steps from nothing to the largest of some values. */
function steps(values) {
  const largest = Math.max(...values) * 1.1;
  const step = [1, 2, 5, 10]
    .map((factor) => factor * 10 ** Math.floor(Math.log10(largest / 4)))
    .find((one) => one * 5 >= largest);
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, n) => n * step);
}

/** Labels at the ends of curves, moved apart where they would cover each other. */
function apart(heights) {
  const placed = heights.map((y, n) => ({ y, n })).toSorted((a, b) => a.y - b.y);
  for (let n = 1; n < placed.length; n++) placed[n].y = Math.max(placed[n].y, placed[n - 1].y + 14);
  return placed.toSorted((a, b) => a.n - b.n).map(({ y }) => y);
}

function plotted({ title, y: key, unit, curves, straight }) {
  const all = curves.flatMap(({ points }) => points);
  const [xs, values] = [all.map(({ x }) => x), all.map((point) => point[key])];
  const ticks = straight ? steps(values) : decades(values);
  const [bottom, right] = [panel.height - plot.bottom, panel.width - plot.right];
  const scale = straight ? linear : logarithmic;
  const x = scale(Math.min(...xs), Math.max(...xs), plot.left, right);
  const y = scale(ticks[0], ticks.at(-1), bottom, plot.top);
  const marks = straight ? [Math.min(...xs), Math.max(...xs)] : [...new Set(xs)];
  const ends = apart(curves.map(({ points }) => y(points.at(-1)[key])));
  return [
    text(0, 14, title, { size: 13, weight: 600 }),
    text(0, 32, unit, { size: 11, fill: '#666' }),
    ...ticks.map((tick) =>
      [
        element('line', { x1: plot.left, x2: right, y1: y(tick), y2: y(tick), stroke: grey, 'stroke-width': 0.7 }),
        text(plot.left - 8, y(tick) + 4, short(tick), { size: 11, anchor: 'end', fill: '#666' }),
      ].join(''),
    ),
    ...marks.map((mark) => text(x(mark), bottom + 18, short(mark), { size: 11, anchor: 'middle', fill: '#666' })),
    ...curves.map(({ label, points }, n) => {
      const stroke = colours[n];
      const line = points.map((point) => `${x(point.x).toFixed(1)},${y(point[key]).toFixed(1)}`).join(' ');
      const dots = straight
        ? []
        : points.map((point) => element('circle', { cx: x(point.x), cy: y(point[key]), r: 3, fill: stroke }));
      return [
        element('polyline', { points: line, fill: 'none', stroke, 'stroke-width': 2 }),
        ...dots,
        text(right + 8, ends[n] + 4, `${label}: ${short(points.at(-1)[key])}`, { size: 11, fill: stroke }),
      ].join('');
    }),
  ];
}

/** Curves in panels, on scales that grow by tens; `straight` panels on even ones. */
export function lines(title, subtitle, panels) {
  const across = Math.min(columns, panels.length);
  const placed = panels.map((content, n) => {
    const left = margin.side + (n % columns) * (panel.width + panel.gap);
    const top = margin.top + Math.floor(n / columns) * (panel.height + panel.gap);
    return element('g', { transform: `translate(${left} ${top})` }, ...plotted(content));
  });
  const rows = Math.ceil(panels.length / columns);
  const width = margin.side * 2 + across * panel.width + (across - 1) * panel.gap;
  const height = margin.top + rows * panel.height + (rows - 1) * panel.gap + margin.bottom;
  return picture(width, height, title, [
    text(margin.side, 28, title, { size: 18, weight: 600 }),
    text(margin.side, 48, subtitle, { fill: '#666' }),
    ...placed,
  ]);
}
