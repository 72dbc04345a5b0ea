import { Client } from 'pg';
import { databaseUrl, type TestOrganization } from '../../support/organization.ts';

/**
 * Compares what is stored of an organization, at one statement a look. When a key was used last is left out: it is written
 * later than the answer, whatever the answer is.
 */
export class Stored {
  readonly #client = new Client({ connectionString: databaseUrl() });
  readonly #organization: TestOrganization;
  #look = '';

  constructor(organization: TestOrganization) {
    this.#organization = organization;
  }

  async open(): Promise<void> {
    await this.#client.connect();
    const { rows } = await this.#client.query(
      "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY 1",
    );
    const parts = rows.map(
      ({ table_name }) =>
        `(SELECT string_agg(stored::text, ',' ORDER BY stored::text)
            FROM (SELECT to_jsonb(t) - 'last_used_at' AS stored FROM "${table_name}" t WHERE organization_id = $1) rows)`,
    );
    this.#look = `SELECT concat_ws('|', ${parts.join(', ')}) AS everything`;
  }

  async look(): Promise<string> {
    return (await this.#client.query(this.#look, [this.#organization.id])).rows[0].everything;
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
