/**
 * Reads the parameters of an address as Apollo Server does: what one takes for a text, the limits of documents must not
 * take for another. A parameter that is repeated is a list.
 */
export function parseSearch(text: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null);
  const search = new URLSearchParams(text);
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    parameters[name] = values.length > 1 ? values : (values[0] as string);
  }
  return parameters;
}
