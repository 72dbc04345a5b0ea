/** Parameters as Stripe takes them, form-encoded with brackets: `amount[monetary][value]=5`. */
export interface Params {
  [name: string]: string | Params;
}

export function parseForm(encoded: string): Params {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    let target = params;
    for (const part of path.slice(0, -1)) {
      target[part] ??= {};
      target = target[part] as Params;
    }
    target[path.at(-1) as string] = value;
  }
  return params;
}

/** The text at a path; undefined where there is none. */
export function textAt(params: Params, ...path: string[]): string | undefined {
  let value: string | Params | undefined = params;
  for (const part of path) value = typeof value === 'object' ? value[part] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an object-valued parameter. */
export function textsAt(params: Params, name: string): Record<string, string> {
  const value = params[name];
  if (typeof value !== 'object') return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
