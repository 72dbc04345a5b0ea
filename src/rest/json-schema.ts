import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** A schema as JSON Schema of 2020-12, with what it refers to beside it. */
export function jsonSchemaOf(schema: z.ZodType): { schema: JsonSchema; named: Record<string, JsonSchema> } {
  const { $schema: _, $defs: named = {}, ...own } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return { schema: own, named: named as Record<string, JsonSchema> };
}
