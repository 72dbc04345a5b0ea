import { defineConfig } from 'prisma/config';

// As in the service's own configuration: generating looks for an engine that it never runs.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'yoga/generated/schema' });
