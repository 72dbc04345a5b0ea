import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * A bad environment variable. The message is one line: the variable, what is wrong and what is allowed, never the
 * value.
 */
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

const list = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(entry));

const isSubnet = (value: string) => {
  const [ip = '', bits, ...rest] = value.split('/');
  const family = isIP(ip);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

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
  /** `production`: no demo data, and demo keys are refused. */
  NODE_ENV: z.string().default('development'),
  /** Where it listens; port 0 picks a free one. */
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65535).default(4000),
  /**
   * The port of `/metrics`, which callers do not reach. Without it, `/metrics` is at PORT, only for loopback callers.
   */
  METRICS_PORT: integer(0, 65535).optional(),
  /** How long a client may take to send a request, and how long it may leave an answer unread. */
  CLIENT_TIMEOUT_MS: integer(100, 600_000).default(30_000),
  /** How long a connection may stay open between an answer and the next request. */
  KEEP_ALIVE_TIMEOUT_MS: integer(100, 600_000).default(72_000),
  /** PostgreSQL 14 or later; without it an embedded PostgreSQL in DATA_DIR. */
  DATABASE_URL: address('postgresql', 'postgres').optional(),
  DATA_DIR: z.string().default('.data'),
  /** Redis counts rate limits for all nodes. Without it, each node counts for itself. */
  REDIS_URL: address('redis', 'rediss').optional(),
  /** Streaming replicas of DATABASE_URL that queries are read from, separated by commas. */
  DATABASE_REPLICA_URLS: databaseAddresses.default([]),
  /** The most connections that a node opens to each server. */
  DATABASE_POOL_SIZE: integer(1, 1000).default(20),
  /** How long a statement waits for a connection, and a connection for the server. */
  DATABASE_CONNECTION_TIMEOUT_MS: integer(1, 600_000).default(5000),
  /** The longest that a statement, or a transaction between two of its statements, may take. */
  DATABASE_STATEMENT_TIMEOUT_MS: integer(1, 600_000).default(15_000),
  /** Apply pending migrations first; safe when several nodes start at once. */
  MIGRATE_ON_START: boolean.default(true),
  /** Where billing entities and credits live. */
  BILLING_PROVIDER: oneOf('sandbox', 'autumn', 'stripe').default('sandbox'),
  /** For `autumn`: its address, the key, and the features that stand for credits and for what has some. */
  AUTUMN_URL: address('https', 'http').default('https://api.useautumn.com'),
  AUTUMN_SECRET_KEY: token.optional(),
  AUTUMN_CREDITS_FEATURE_ID: featureId.default('credits'),
  AUTUMN_GROUP_FEATURE_ID: featureId.default('groups'),
  AUTUMN_WEBSITE_FEATURE_ID: featureId.default('websites'),
  AUTUMN_ORGANIZATION_FEATURE_ID: featureId.default('organizations'),
  /** For `stripe`: its address, a secret or restricted key, and the currency whose minor unit is one credit. */
  STRIPE_API_URL: address('https', 'http').refine(isOrigin, 'must have no path').default('https://api.stripe.com'),
  STRIPE_SECRET_KEY: token.optional(),
  STRIPE_CREDITS_CURRENCY: z
    .string()
    .regex(/^[a-z]{3}$/, 'must be a currency of three lower-case letters, for example usd')
    .default('usd'),
  /** The longest that one mutation waits for the billing provider, retries included. */
  BILLING_TIMEOUT_MS: integer(1, 600_000).default(5000),
  /** Whether the explorer is served at `/`. */
  EXPLORER: boolean.default(true),
  /** Whether the REST APIs at `/api/v1` and `/services/rest/connect` are served. */
  REST_FACES: boolean.default(true),
  /** Query cost in points that one organization may spend in a window of so many seconds; 0 points: no limit. */
  RATE_LIMIT_POINTS: integer(0, 1_000_000_000).default(60_000),
  RATE_LIMIT_WINDOW_S: integer(1, 86_400).default(60),
  /** Requests without a valid key that one address may send in such a window; 0: no limit. */
  RATE_LIMIT_FAILED_KEYS: integer(0, 1_000_000_000).default(300),
  /** Proxies whose `x-forwarded-for` is believed, as addresses or subnets. */
  TRUSTED_PROXIES: list(z.string().refine(isSubnet, 'must be IP addresses or subnets, separated by commas')).optional(),
  /** Browser frontends of other sites that may call the service. */
  CORS_ORIGINS: list(
    z
      .string()
      .refine(
        (value) => /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value,
        'must be origins such as https://app.example.com, separated by commas',
      ),
  ).optional(),
  /** The largest request body, in bytes: by default room for a look-up of 1,000 of the longest external ids. */
  MAX_BODY_BYTES: integer(1024, 100_000_000).default(2 * 1024 * 1024),
  /** The most values that the JSON of a request may have, names of members included. */
  MAX_BODY_VALUES: integer(100, 10_000_000).default(50_000),
  /** What the bodies of all requests that are not answered yet may take, and those of one organization. */
  MAX_BODY_BYTES_IN_FLIGHT: integer(1024, 2_000_000_000).default(64 * 1024 * 1024),
  MAX_BODY_BYTES_IN_FLIGHT_PER_ORGANIZATION: integer(1024, 2_000_000_000).default(16 * 1024 * 1024),
  /** The largest document: in tokens, levels of fields, aliases with repeated fields, directives, and fields at its root. */
  MAX_TOKENS: integer(100, 20_000).default(10_000),
  MAX_DEPTH: integer(1, 100).default(20),
  MAX_ALIASES: integer(0, 10_000).default(1000),
  MAX_DIRECTIVES: integer(0, 10_000).default(100),
  MAX_ROOT_FIELDS: integer(1, 10_000).default(100),
  /** Fields at the root of a mutation. */
  MAX_MUTATIONS: integer(1, 10_000).default(50),
  /** The most points that one operation may cost: by default room for three levels of lists of 100, 25 and 25. */
  MAX_COST: integer(1, 1_000_000_000).default(20_000),
  /** The largest answer to an operation that costs 100 points or more, in bytes. */
  MAX_ANSWER_BYTES: integer(1024, 500_000_000).default(64 * 1024 * 1024),
  /** How long a request may take before its statements are cancelled. */
  REQUEST_TIMEOUT_MS: integer(1, 600_000).default(30_000),
  /** How many requests a node works on at the same time. */
  MAX_CONCURRENT_REQUESTS: integer(1, 10_000).default(32),
  /** A manifest of the documents that are trusted, and whether others are refused. */
  TRUSTED_DOCUMENTS: z.string().optional(),
  TRUSTED_DOCUMENTS_ONLY: boolean.default(false),
  /** Where traces and metrics go, over OTLP and HTTP; none without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http', 'https').optional(),
  /** How often metrics are sent there, in milliseconds: the standard's variable, which its library leaves to others. */
  OTEL_METRIC_EXPORT_INTERVAL: integer(100, 86_400_000).default(60_000),
  /** Whether webhooks may go to private addresses, to any port, and over plain HTTP: for tests and closed networks. */
  WEBHOOK_ALLOW_PRIVATE_ADDRESSES: boolean.default(false),
  /** How long the history of changes is kept. 0 means forever. */
  CHANGE_HISTORY_DAYS: integer(0, 36_500).default(365),
  /**
   * Whether compiled code makes large answers, and whether reads and changes share statements. Without it, answers are
   * the same but slower.
   */
  FAST_PATH: boolean.default(true),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});

/** What one variable asks of another. */
const environment = variables.superRefine((config, { addIssue }) => {
  if (config.METRICS_PORT === config.PORT && config.PORT !== 0)
    addIssue({ code: 'custom', path: ['METRICS_PORT'], message: 'must not be the PORT that callers use' });
  if (config.TRUSTED_DOCUMENTS_ONLY && config.TRUSTED_DOCUMENTS === undefined)
    addIssue({ code: 'custom', path: ['TRUSTED_DOCUMENTS'], message: 'must be set for TRUSTED_DOCUMENTS_ONLY=true' });
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
  throw new ConfigError(`${String(issue?.path[0])} ${issue?.message}`);
}
