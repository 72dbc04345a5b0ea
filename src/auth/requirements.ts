import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Permission } from '../generated/prisma/client.ts';
import { type Caller, requireWriter } from './caller.ts';

/** What a key has to have for a mutation. @throws ForbiddenError */
type Requirement = (caller: Caller) => void;

/**
 * Marks a mutation: it needs a global key that is not read-only, and the permission. This is checked before anything of
 * its document runs.
 */
export function RequiresWriter(permission?: Permission) {
  const requirement: Requirement = (caller) => requireWriter(caller, permission);
  return Extensions({ requirement });
}

/** @throws where a mutation says nothing: a new one must not be open to everybody because somebody forgot */
export function requirementOf({ name, extensions }: GraphQLField<unknown, unknown>): Requirement {
  const { requirement } = extensions as { requirement?: Requirement };
  if (!requirement) throw new Error(`The mutation ${name} does not say what a key needs for it`);
  return requirement;
}
