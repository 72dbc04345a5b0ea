import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const update = `mutation ($input: UpdateGroupInput!) {
  updateGroup(input: $input) { __typename ... on UpdateGroupSuccess { group { revision } } ... on ResourceError { message } }
}`;

/** A group that goes from generation to generation; every call changes all that a call can change. */
interface Subject {
  id: string;
  websiteIds: string[];
  /** The last generation that the service acknowledged. */
  acknowledged: number;
  /** The last one that was sent. */
  sent: number;
}

const website = (subject: Subject, generation: number) =>
  subject.websiteIds[generation % subject.websiteIds.length] as string;

const inputOf = (subject: Subject, generation: number) => ({
  id: subject.id,
  name: `Generation ${generation}`,
  externalId: `${subject.id} ${generation}`,
  billingEnabled: generation % 2 === 0,
  addWebsiteIds: [website(subject, generation)],
  removeWebsiteIds: [website(subject, generation - 1)],
});

/** What is stored must be one generation and nothing else: which one. */
async function storedGeneration(organization: TestOrganization, subject: Subject): Promise<number> {
  const [row] = await organization.query(
    `SELECT name, external_id, billing_enabled, revision,
       (SELECT array_agg(website_id::text) FROM group_websites m WHERE m.group_id = g.id) AS websites,
       (SELECT count(*)::int FROM sandbox_billing_entities e WHERE e.group_id = g.id) AS entities
     FROM groups g WHERE id = $1`,
    [subject.id],
  );
  const generation = Number(String(row?.name).replace('Generation ', ''));
  const { name, externalId, billingEnabled } = inputOf(subject, generation);
  expect(row).toEqual({
    name,
    external_id: externalId,
    billing_enabled: billingEnabled,
    revision: 1 + generation,
    websites: [website(subject, generation)],
    // Generation 2 is the first to be billed. The provider is told before the group changes, and keeps what it was told.
    entities: generation >= 2 ? 1 : row?.entities,
  });
  return generation;
}

/**
 * Takes each of the groups through the generations while the service is killed again and again, and looks after each
 * restart whether every group is wholly at one generation and none that was acknowledged is lost.
 *
 * @returns how often the service was killed, and how many calls were in flight then
 */
export async function changeUnderFire(
  organization: TestOrganization,
  env: Record<string, string>,
  { groups, generations, callsPerLife }: { groups: number; generations: number; callsPerLife: number },
): Promise<{ kills: number; inFlight: number }> {
  const subjects: Subject[] = [];
  for (let n = 0; n < groups; n++) {
    const websiteIds = await organization.addWebsites(3);
    const id = await organization.addGroup({
      name: 'Generation 0',
      websiteIds: websiteIds.slice(0, 1),
      billingEnabled: true,
    });
    await organization.query("UPDATE groups SET external_id = id || ' 0' WHERE id = $1", [id]);
    subjects.push({ id, websiteIds, acknowledged: 0, sent: 0 });
  }
  let kills = 0;
  let inFlight = 0;
  while (subjects.some(({ acknowledged }) => acknowledged < generations)) {
    const service = await startService(env);
    let left = 1 + Math.floor(Math.random() * 2 * callsPerLife);
    await Promise.all(subjects.map((subject) => advance(service, subject)));
    await service.kill();
    kills++;
    await backendsGone(organization);
    for (const subject of subjects) {
      const stored = await storedGeneration(organization, subject);
      // What was in flight is there wholly or not at all.
      expect([subject.acknowledged, subject.sent]).toContain(stored);
      if (subject.sent > subject.acknowledged) inFlight++;
      subject.acknowledged = stored;
    }

    async function advance(node: ServiceProcess, subject: Subject): Promise<void> {
      while (subject.acknowledged < generations && left > 0) {
        const generation = subject.acknowledged + 1;
        subject.sent = generation;
        const answer = await send(organization.key, update, { input: inputOf(subject, generation) }, node).catch(
          () => undefined,
        );
        if (!answer) return; // killed meanwhile
        if (answer.errors) throw new Error(JSON.stringify(answer.errors));
        expect(answer.data.updateGroup).toEqual({
          __typename: 'UpdateGroupSuccess',
          group: { revision: 1 + generation },
        });
        subject.acknowledged = generation;
        if (--left === 0) setTimeout(() => node.process.kill('SIGKILL'), Math.random() * 4);
        else if (left < 0) return;
      }
      // The others go on until the kill.
    }
  }
  return { kills, inFlight };
}

/** A statement of a process that was killed may still run for a moment. */
async function backendsGone(organization: TestOrganization): Promise<void> {
  await eventually('the connections of the killed process end', async () => {
    const rows = await organization.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'group-gateway'",
    );
    return rows.length === 0;
  });
}
