import { readConfig } from '../config.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { AdminCommand } from './admin-command.ts';
import { name as operator } from './arguments.ts';
import { operatorName } from './operator-name.ts';
import type { Result } from './output.ts';

/** Adds a command with what all commands share, and its examples. */
export function subcommand(parent: AdminCommand, name: string, description: string, examples: string[]): AdminCommand {
  const command = parent.command(name) as AdminCommand;
  return command
    .description(description)
    .option('--json', 'print one JSON document, for scripts')
    .addHelpText(
      'after',
      ['\nExamples:', ...examples.map((example) => `  npm run admin -- ${example}`)].join('\n'),
    ) as AdminCommand;
}

/** {@link subcommand} for a command that changes something: the history names who gave it. */
export function changing(parent: AdminCommand, name: string, description: string, examples: string[]): AdminCommand {
  return subcommand(parent, name, description, examples).option(
    '--as <name>',
    'who makes the change, for the history of the organization',
    operator,
    operatorName(),
  ) as AdminCommand;
}

/** Does a command's work on the configured database, and prints its result. */
export async function run(
  json: boolean | undefined,
  work: (prisma: PrismaClient, reads: ReadDatabase) => Promise<Result>,
): Promise<void> {
  const config = readConfig(process.env);
  // Help and wrong use need none of it.
  const { migrateForCommand, openCommandDatabase } = await import('../database/command.ts');
  const database = await openCommandDatabase(config);
  try {
    const applied = await migrateForCommand(database, config);
    if (!json) for (const name of applied) console.error(`Applied the migration ${name}`);
    const result = await work(database.prisma, database.reads);
    // Before anything else can fail: a new key cannot be shown again.
    console.log(json ? JSON.stringify(result.json, null, 2) : result.text);
  } finally {
    await database.close();
  }
}
