import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Permission } from '../generated/prisma/client.ts';
import { type Caller, requireGlobalKey, requirePermission } from './caller.ts';

/** What a key has to have for a mutation. @throws ForbiddenError */
type Requirement = (caller: Caller) => void;

const Requires = (requirement: Requirement) => Extensions({ requirement });

/** Marks a mutation that needs a global key. It is checked before anything of its document runs. */
export const RequiresGlobalKey = () => Requires(requireGlobalKey);

/** Marks a mutation that needs a global key with a permission. It is checked before anything of its document runs. */
export const RequiresPermission = (permission: Permission) =>
  Requires((caller) => requirePermission(caller, permission));

/** @throws where a mutation says nothing: a new one must not be open to everybody because somebody forgot */
export function requirementOf({ name, extensions }: GraphQLField<unknown, unknown>): Requirement {
  const { requirement } = extensions as { requirement?: Requirement };
  if (!requirement) throw new Error(`The mutation ${name} does not say what a key needs for it`);
  return requirement;
}
