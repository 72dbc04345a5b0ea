import type { Caller } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { InputIssue } from '../resources/input-issues.ts';
import type { OldSystem } from './old-system.ts';
import type { Report } from './report.ts';

/** What an import works with. */
export interface Importing {
  old: OldSystem;
  prisma: PrismaClient;
  reads: ReadDatabase;
  /** The operator, under a name that tells of the import: the history has it. */
  caller: Caller;
  report: Report;
  /** Told now and then. @param part how much of all is done, from 0 to 1, where that is known */
  onProgress(part?: number): void;
}

/** The import of groups, with the parts that are by choice. */
export interface GroupImporting extends Importing {
  /** For billing flags and credits. */
  billing: Billing;
  withBilling: boolean;
  withCredits: boolean;
}

/** How the history names who imported. */
export const importerName = (system: string, operator: string) => `import ${system} by ${operator}`.slice(0, 255);

export const textOf = (issues: readonly InputIssue[]) =>
  issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ');

export function* slicesOf<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
