import { defineConfig } from 'prisma-cli/config';

// `prisma generate` looks for the schema engine, which it downloads, though it never runs it.
// Any executable satisfies the look, so that generating works on a closed network.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
