const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => escapes[sign]);

const attributes = (named) =>
  Object.entries(named)
    .map(([name, value]) => ` ${name}="${escaped(typeof value === 'number' ? Math.round(value * 100) / 100 : value)}"`)
    .join('');

export const element = (name, named, ...inside) => `<${name}${attributes(named)}>${inside.join('')}</${name}>`;

/** What to write at a place; `anchor` says which end of it stands there. */
export const text = (x, y, content, { size = 12, weight = 400, anchor = 'start', fill = '#333' } = {}) =>
  element('text', { x, y, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, fill }, escaped(content));

/** A picture on white, which is legible on dark pages, too. */
export function picture(width, height, label, content) {
  const named = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'font-family': 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
    role: 'img',
    'aria-label': label,
  };
  const background = element('rect', { width, height, fill: '#fff' });
  return `${element('svg', named, '\n', background, '\n', content.join('\n'), '\n')}\n`;
}
