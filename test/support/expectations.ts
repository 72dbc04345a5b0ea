import type { Answer } from './graphql.ts';
import type { Member } from './operation.ts';
import type { TestOrganization } from './organization.ts';

/** Checks which member of its union a result is, and shows the whole result when it is another one. */
export function expectMember(result: Member, typename: string): Member {
  if (result.__typename !== typename) throw new Error(`Expected ${typename}, got ${JSON.stringify(result)}`);
  return result;
}

/** Checks that an input was refused for exactly these values, told by their paths with dots. */
export function expectIssues(result: Member, ...paths: string[]): void {
  const { issues } = expectMember(result, 'InvalidResourceInput');
  expect(issues.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual(paths.sort());
  for (const { message } of issues) expect(message).not.toBe('');
}

/** Checks that an answer has one error, and nothing at its path. */
export function expectError(answer: Answer, code: string, ...path: (string | number)[]): void {
  expect(answer.errors?.map((error) => ({ code: error.extensions.code, path: error.path }))).toEqual([{ code, path }]);
  expect(answer.data?.[path[0] as string] ?? null).toBeNull();
}

/** Does something that must not change anything of an organization. */
export async function unchanged<T>(organization: TestOrganization, work: () => Promise<T>): Promise<T> {
  const before = await organization.snapshot();
  const result = await work();
  expect(await organization.snapshot()).toBe(before);
  return result;
}
