import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

/** The schema as partners see it. */
export const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
