export default async function tearDown(): Promise<void> {
  await (globalThis as unknown as { closeTestEnvironment(): Promise<void> }).closeTestEnvironment();
}
