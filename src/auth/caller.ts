import { ForbiddenError } from '../errors.ts';
import type { LabelLanguage, Permission } from '../generated/prisma/client.ts';

/** Who asks: what every layer knows of a request's key, and all that it knows. */
export interface Caller {
  organization: { id: string; name: string; isPartner: boolean; defaultLanguage: LabelLanguage };
  apiKey: {
    id: string;
    name: string;
    prefix: string;
    permissions: Permission[];
    /** May change nothing. */
    readOnly: boolean;
    createdAt: Date;
    expiresAt: Date | null;
  };
  /** The websites that the key is confined to; null for a global key. */
  websiteScope: readonly string[] | null;
}

/** @throws ForbiddenError for a key that is confined to websites */
export function requireGlobalKey(caller: Caller): void {
  if (caller.websiteScope)
    throw new ForbiddenError('This needs a global API key, but this key is confined to some websites.');
}

/** @throws ForbiddenError for a key that lacks the permission, whatever else it may do */
export function requirePermission({ apiKey }: Caller, permission: Permission): void {
  if (!apiKey.permissions.includes(permission))
    throw new ForbiddenError(`This needs an API key with the permission ${permission}.`);
}

/**
 * What each mutation asks first.
 *
 * @param permission that the change needs besides
 * @throws ForbiddenError for a key that is confined to websites, is read-only or lacks the permission
 */
export function requireWriter(caller: Caller, permission?: Permission): void {
  requireGlobalKey(caller);
  if (caller.apiKey.readOnly)
    throw new ForbiddenError('This changes something, but this API key is read-only. Use another key.');
  if (permission) requirePermission(caller, permission);
}

/** @throws ForbiddenError where the organization is no partner; for reads, where a result value cannot say it */
export function requirePartner(caller: Caller, what: string): void {
  if (!caller.organization.isPartner) throw new ForbiddenError(`${what} is only for partner organizations.`);
}
