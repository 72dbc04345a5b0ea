import fc from 'fast-check';
import { TestOrganization } from '../../support/organization.ts';
import { label, mutate, places } from './operations.ts';

const max = 2147483647;

/** The rule as DOMAIN.md states it, on a map of places. */
class Model {
  readonly at = new Map<number, string>();
  readonly revisions = new Map<string, number>();

  placeOf(id: string): number | undefined {
    for (const [place, holder] of this.at) if (holder === id) return place;
    return undefined;
  }

  /** After the last one, or the largest place that is free. */
  get end(): number {
    let place = Math.max(0, ...this.at.keys()) + 1;
    if (place > max) while (place > max || this.at.has(place)) place--;
    return place;
  }

  /** Puts a group at a place; the ids that make room, in their order, or undefined where there is none. */
  put(id: string, place: number): string[] | undefined {
    const run = [];
    for (let next = place; this.at.has(next) && this.at.get(next) !== id; next++) run.push(next);
    if (place > max || run.at(-1) === max) return undefined;
    const old = this.placeOf(id);
    if (old === place) return [];
    if (old !== undefined) this.at.delete(old);
    const moved = run.map((from) => this.at.get(from) as string);
    for (const from of run) this.at.delete(from);
    for (const [index, from] of run.entries()) this.at.set(from + 1, moved[index] as string);
    this.at.set(place, id);
    for (const each of [id, ...moved]) this.revisions.set(each, (this.revisions.get(each) ?? 0) + 1);
    return moved;
  }

  remove(id: string): void {
    this.at.delete(this.placeOf(id) as number);
    this.revisions.delete(id);
  }

  get inOrder(): [id: string, place: number][] {
    return [...this.at].sort(([a], [b]) => a - b).map(([place, id]) => [id, place]);
  }
}

type Step = { kind: 'move' | 'create' | 'delete'; which: number; place: number | undefined };

const place = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 2, arbitrary: fc.integer({ min: max - 4, max }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max }) },
);
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('move' as const) },
    { weight: 1, arbitrary: fc.constantFrom('create' as const, 'delete' as const) },
  ),
  which: fc.nat(),
  place: fc.option(place, { nil: undefined, freq: 6 }),
});

/** Makes a step in the service and in the model, which must come to the same. */
async function run(organization: TestOrganization, model: Model, { kind, which, place }: Step): Promise<void> {
  const ids = [...model.revisions.keys()].sort();
  const id = ids[which % Math.max(1, ids.length)] ?? '';
  if (kind === 'delete' && ids.length > 5) {
    expect(await mutate(organization, 'deleteAccountGroup', { id })).toMatchObject({ deletedAccountGroupId: id });
    model.remove(id);
    return;
  }
  const creates = ids.length < 8 || (kind === 'create' && ids.length < 15);
  const wanted = place ?? (creates ? model.end : 1);
  const result = creates
    ? await mutate(organization, 'createAccountGroup', { names: [label(1, 'x')], displayOrder: place })
    : await mutate(organization, 'updateAccountGroup', { id, displayOrder: wanted });
  const moved = model.put(result.accountGroup?.id ?? (creates ? 'new' : id), wanted);
  if (!moved) {
    expect(result).toMatchObject({ __typename: 'InvalidResourceInput', issues: [{ path: ['displayOrder'] }] });
    return;
  }
  const state = (each: string) => ({
    id: each,
    displayOrder: model.placeOf(each),
    revision: model.revisions.get(each),
  });
  expect(result.accountGroup).toMatchObject(state(result.accountGroup.id));
  expect(result.displaced).toEqual(moved.map((each) => ({ ...state(each), updatedAt: expect.any(String) })));
}

test('moves, creations and deletions keep a total order, that of a plain model', async () => {
  let steps = 0;
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 200, maxLength: 200 }), async (all) => {
      const organization = await TestOrganization.create();
      const model = new Model();
      for (const each of all) {
        const before = model.inOrder;
        await run(organization, model, each);
        if (++steps % 10 === 0) expect(await places(organization)).toEqual(model.inOrder);
        if (JSON.stringify(before) === JSON.stringify(model.inOrder)) refusals++;
      }
      expect(await places(organization)).toEqual(model.inOrder);
      const rows = await organization.query(
        'SELECT id::text, revision FROM account_groups WHERE organization_id = $1',
        [organization.id],
      );
      expect(new Map(rows.map(({ id, revision }) => [id, revision]))).toEqual(model.revisions);
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // Not all of them came to nothing.
  expect(refusals).toBeLessThan(steps / 2);
}, 60_000);
