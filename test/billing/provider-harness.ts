import type { TestOrganization } from '../support/organization.ts';

/** A fault that a provider's books can be told to show. */
export interface Fault {
  /** From now on every call for the organization meets the fault, until {@link ProviderHarness.mend}. */
  arm(organization: TestOrganization): Promise<void>;
  /**
   * What a mutation that meets it answers: `fails` with that `retryable`; `absorbed`: it succeeds all the same;
   * `either`: it may or may not, depending on what is repeated within the deadline.
   */
  expect: { fails: { retryable: boolean; reason?: string } } | 'absorbed' | 'either';
  /** The fault lies in setting balances alone, and does not touch the creation of an entity, or the other way round. */
  only?: 'entity' | 'balances';
}

/** What the suite that all adapters share needs of one: its provider's books, and how to break them. */
export interface ProviderHarness {
  /** The service's environment: which provider, where it is, and a key for it. */
  env: Record<string, string>;
  /** What must never show up in an answer or a log. */
  secrets: string[];
  /** The groups of an organization that the books have an entity for; one that has two stands here twice. */
  entities(organization: TestOrganization): Promise<string[]>;
  /** A group's balances by the books; null for a bucket that is not there. */
  balances(organization: TestOrganization, groupId: string): Promise<{ monthly: number | null; oneOff: number | null }>;
  /** Tables in which the provider or its adapter keeps records of its own: a failed call may leave something there. */
  ownTables?: string[];
  /** Faults by name. One that is called `hang` is used to hold calls, too: see {@link pending}. */
  faults: Record<string, Fault>;
  /** How many calls the provider holds without an answer; absent where it cannot hang. */
  pending?(): number;
  /** Ends every fault of an organization. */
  mend(organization: TestOrganization): Promise<void>;
  close(): Promise<void>;
}
