#!/usr/bin/env node
import { CommanderError } from 'commander';
import { describeFault } from '../database/fault.ts';
import { addAccountCommands } from './accounts.ts';
import { AdminCommand, UsageError } from './admin-command.ts';
import { addBillingCommands } from './billing.ts';
import { addDoctorCommand } from './doctor.ts';
import { addImportCommands } from './import.ts';
import { addKeyCommands } from './keys.ts';
import { addLanguageCommands } from './languages.ts';
import { addOrganizationCommands } from './organizations.ts';
import { addShadowCommand } from './shadow.ts';

const wrongUse = 2;
const fault = 1;

function createAdminCommand(): AdminCommand {
  const admin = new AdminCommand('npm run admin --');
  admin
    .description(
      'Manages an installation: organizations, API keys, languages, staff accounts, billing, and the move from other systems.',
    )
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
The commands work on the PostgreSQL at DATABASE_URL, or on the embedded one in DATA_DIR (default: .data), whether or not
the service runs on it. Times are ISO 8601 in UTC. "npm run --silent admin -- ... --json" prints only the JSON document.

Exit codes: 0 done, or done already; 1 a fault, such as a database that does not answer; 2 wrong use.`,
    );
  addOrganizationCommands(admin);
  addKeyCommands(admin);
  addLanguageCommands(admin);
  addAccountCommands(admin);
  addBillingCommands(admin);
  addImportCommands(admin);
  addShadowCommand(admin);
  addDoctorCommand(admin);
  return admin;
}

function fail(code: number, line: string): void {
  console.error(`group-gateway: ${line}`);
  process.exitCode = code;
}

// A reader that goes away early, such as `head`, has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(fault, `The output could not be written: ${error.message}`);
});

try {
  await createAdminCommand().parseAsync();
} catch (error) {
  if (error instanceof UsageError) fail(wrongUse, error.message);
  // Help was asked for and shown.
  else if (!(error instanceof CommanderError && error.exitCode === 0))
    fail(fault, describeFault(error, 'The command failed', process.env.DATABASE_URL));
}
