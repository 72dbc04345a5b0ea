import { z } from 'zod';

/** A bad environment variable: one line that names it, its fault and what is allowed, never its value. */
export class ConfigError extends Error {}

const integer = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, error)
    .transform(Number)
    .refine((value) => value >= min && value <= max, error);
};

const oneOf = <const T extends [string, ...string[]]>(...allowed: T) =>
  z.enum(allowed, `must be one of ${allowed.join(', ')}`);

const boolean = oneOf('true', 'false').transform((value) => value === 'true');

const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `must be an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`;

const databaseAddresses = z
  .string()
  .transform((list) => list.split(',').map((value) => value.trim()))
  .refine(
    (values) => values.every((value) => address('postgresql', 'postgres').safeParse(value).success),
    'must be addresses that start with postgresql:// or postgres://, separated by commas',
  );

/** What can be sent in a header. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be one word of printable ASCII characters');

const featureId = z.string().regex(/^[\w-]+$/, 'must be letters, digits, "_" and "-"');

const variables = z.object({
  /** `production`: no demo data. */
  NODE_ENV: z.string().default('development'),
  /** Where it listens; port 0 picks a free one. */
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65535).default(4000),
  /** PostgreSQL 14 or later; without it an embedded PostgreSQL in DATA_DIR. */
  DATABASE_URL: address('postgresql', 'postgres').optional(),
  DATA_DIR: z.string().default('.data'),
  /** Streaming replicas of DATABASE_URL that queries are read from, separated by commas. */
  DATABASE_REPLICA_URLS: databaseAddresses.default([]),
  /** How many connections a node opens to each server at most. */
  DATABASE_POOL_SIZE: integer(1, 1000).default(20),
  /** How long a statement waits for a connection, and a connection for the server. */
  DATABASE_CONNECTION_TIMEOUT_MS: integer(1, 600_000).default(5000),
  /** The longest that a statement, or a transaction between two of its statements, may take. */
  DATABASE_STATEMENT_TIMEOUT_MS: integer(1, 600_000).default(15_000),
  /** Apply pending migrations first; safe when several nodes start at once. */
  MIGRATE_ON_START: boolean.default(true),
  /** Where billing entities and credits live. */
  BILLING_PROVIDER: oneOf('sandbox', 'autumn', 'stripe').default('sandbox'),
  /** For `autumn`: its address, the key, and the features that stand for credits and for groups. */
  AUTUMN_URL: address('https', 'http').default('https://api.useautumn.com'),
  AUTUMN_SECRET_KEY: token.optional(),
  AUTUMN_CREDITS_FEATURE_ID: featureId.default('credits'),
  AUTUMN_GROUP_FEATURE_ID: featureId.default('groups'),
  /** For `stripe`: its address, a secret or restricted key, and the currency whose minor unit is one credit. */
  STRIPE_API_URL: address('https', 'http').refine(isOrigin, 'must have no path').default('https://api.stripe.com'),
  STRIPE_SECRET_KEY: token.optional(),
  STRIPE_CREDITS_CURRENCY: z
    .string()
    .regex(/^[a-z]{3}$/, 'must be a currency of three lower-case letters, e.g. usd')
    .default('usd'),
  /** The longest that one mutation waits for the billing provider, retries included. */
  BILLING_TIMEOUT_MS: integer(1, 600_000).default(5000),
  /** Where traces go, over OTLP and HTTP; none without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http', 'https').optional(),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});

/** What one variable asks of another. */
const environment = variables.superRefine((config, { addIssue }) => {
  if (config.DATABASE_REPLICA_URLS.length > 0 && config.DATABASE_URL === undefined)
    addIssue({ code: 'custom', path: ['DATABASE_REPLICA_URLS'], message: 'must not be set without DATABASE_URL' });
  if (config.BILLING_PROVIDER === 'autumn' && config.AUTUMN_SECRET_KEY === undefined)
    addIssue({ code: 'custom', path: ['AUTUMN_SECRET_KEY'], message: 'must be set for BILLING_PROVIDER=autumn' });
  if (config.BILLING_PROVIDER === 'stripe' && config.STRIPE_SECRET_KEY === undefined)
    addIssue({ code: 'custom', path: ['STRIPE_SECRET_KEY'], message: 'must be set for BILLING_PROVIDER=stripe' });
});

export type Config = z.infer<typeof environment>;

/**
 * Parses the environment; an empty variable counts as one that is not set.
 *
 * @throws ConfigError naming the first variable that has a bad value
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '')),
  );
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}`);
}
