import { element, picture, text } from '../support/svg.mjs';

const columns = 3;
const panel = { width: 330, gap: 26, title: 30, bar: 18, step: 24 };
const margin = { left: 24, top: 62, bottom: 40 };
const labels = 112;
const valueSpace = 56;

const about = {
  one: 'one: a group with 10 websites',
  list: 'list: 20 groups with 10 websites',
  deep: 'deep: their websites’ groups, too',
  rename: 'rename: a new name',
  websites: 'websites: 5 in, 5 out',
  externalId: 'externalId: half of them taken',
  label: 'label: a name in one language',
  lookup: 'lookup: 500 groups by external id',
};

const short = (name) => name.split(',')[0];

function bars(title, values, { under, rest }) {
  const largest = Math.max(...values.map(({ value }) => value));
  const room = panel.width - labels - valueSpace;
  const colours = { [under]: '#2563eb', [rest]: '#d4d4d8' };
  return [
    text(0, 0, title, { size: 13, weight: 600 }),
    ...values.map(({ name, value, shown }, n) => {
      const y = panel.title - 14 + n * panel.step;
      const width = Math.max(1, (value / largest) * room);
      const weight = name === under ? 600 : 400;
      return [
        text(labels - 8, y + 13, short(name), { anchor: 'end', weight }),
        element('rect', { x: labels, y, width, height: panel.bar, rx: 2, fill: colours[name] ?? '#a1a1aa' }),
        text(labels + width + 6, y + 13, shown, { weight, fill: '#555' }),
      ].join('');
    }),
  ];
}

/** Requests per second of each operation, and memory, as bars; each panel has a scale of its own. */
export function chart({ summary, memory, roles, about: subtitle }) {
  const names = [roles.under, ...roles.peers, roles.rest];
  const panels = Object.entries(summary).map(([operation, contestants]) =>
    bars(
      about[operation],
      names.map((name) => ({
        name,
        value: contestants[name].perSecond,
        shown: Math.round(contestants[name].perSecond).toLocaleString('en'),
      })),
      roles,
    ),
  );
  if (memory[roles.under] !== null)
    panels.push(
      bars(
        'memory after the run: less is better',
        names.map((name) => ({ name, value: memory[name], shown: `${Math.round(memory[name] / 1024 / 1024)} MB` })),
        roles,
      ),
    );
  const height = panel.title + names.length * panel.step + panel.gap;
  const placed = panels.map((content, n) => {
    const x = margin.left + (n % columns) * (panel.width + panel.gap);
    const y = margin.top + 14 + Math.floor(n / columns) * height;
    return element('g', { transform: `translate(${x} ${y})` }, ...content);
  });
  const width = margin.left * 2 + columns * panel.width + (columns - 1) * panel.gap;
  const total = margin.top + Math.ceil(panels.length / columns) * height + margin.bottom - panel.gap;
  return picture(width, total, `Requests per second of ${names.join(', ')}`, [
    text(margin.left, 30, 'Requests per second, more is better', { size: 18, weight: 600 }),
    text(margin.left, 50, subtitle, { fill: '#666' }),
    ...placed,
  ]);
}
