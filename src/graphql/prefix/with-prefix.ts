import type { FormattedExecutionResult } from 'graphql';
import { keepsItsName } from '../../schema/prefix.ts';

/** How a request names things. */
export interface Prefixed {
  prefix: string;
  /** What begins the keys of the answer under which are names of types; absent where there are none. */
  marker?: string;
}

function translate(value: unknown, prefix: string, marker: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => translate(entry, prefix, marker));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const translated: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    if (!key.startsWith(marker)) translated[key] = translate(inner, prefix, marker);
    else translated[key.slice(marker.length)] = keepsItsName(String(inner)) ? inner : `${prefix}${inner}`;
  }
  return translated;
}

/** An answer in names with a prefix. */
export function withPrefix(result: FormattedExecutionResult, { prefix, marker }: Prefixed): FormattedExecutionResult {
  const { data, errors } = result;
  return {
    ...result,
    ...(data && marker && { data: translate(data, prefix, marker) as Record<string, unknown> }),
    // Places in the translated document are none of the one that was sent.
    ...(errors && { errors: errors.map(({ locations: _, ...error }) => error) }),
  };
}
