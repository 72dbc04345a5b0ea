import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Caller } from './caller.ts';

/**
 * The operator at the command line as the caller of an organization's services: may do all that its keys may; null for
 * no such organization.
 *
 * @param name whom the history names
 */
export async function operatorOf(prisma: PrismaClient, organizationId: string, name: string): Promise<Caller | null> {
  const organization = await prisma.organization.findUnique({
    where: { id: organizationId },
    include: { defaultLanguage: true },
  });
  return (
    organization && {
      organization,
      apiKey: {
        id: '',
        name,
        prefix: '',
        permissions: ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'],
        readOnly: false,
        createdAt: new Date(),
        expiresAt: null,
      },
      websiteScope: null,
    }
  );
}
