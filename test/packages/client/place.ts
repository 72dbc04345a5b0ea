import { TestOrganization } from '../../support/organization.ts';
import type { Seen } from './random-mutations.ts';

/** Where uses take place, one after the other. */
export interface Place {
  organization: TestOrganization;
  seen: Seen;
}

export async function newPlace(): Promise<Place> {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(5);
  const groups = await organization.addGroups(5, (n) => ({ name: `group ${n}`, websiteIds: websites.slice(n % 3, 4) }));
  const accountGroups = [
    await organization.addAccountGroup({ names: { 1: 'able' } }),
    await organization.addAccountGroup({ customerCareAccess: true }),
  ];
  const accounts = await organization.addStaffAccounts(accountGroups[0] as string, 3);
  return { organization, seen: { groups, websites, accountGroups, accounts } };
}
