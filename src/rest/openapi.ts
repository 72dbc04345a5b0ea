import { version } from '../version.ts';
import { faces } from './faces.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { isWrite, type Route } from './route.ts';

const rateLimitHeaders = {
  'x-rate-limit-limit': {
    description: 'The points that your organization may spend in a window.',
    schema: { type: 'integer' },
  },
  'x-rate-limit-remaining': { description: 'The points that are left.', schema: { type: 'integer' } },
  'x-rate-limit-reset': {
    description:
      'When the window ends. Below `/api/v1`: in seconds since 1970. Below `/services/rest/connect`: in seconds from now.',
    schema: { type: 'integer' },
  },
};

/** Replaces references within one schema by references within the document. */
const withinDocument = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

class Writer {
  readonly schemas: Record<string, JsonSchema> = {};

  /** The schema, whose named parts become components. */
  schemaOf(...args: Parameters<typeof jsonSchemaOf>): JsonSchema {
    const { schema, named } = jsonSchemaOf(...args);
    for (const [name, inner] of Object.entries(named)) this.schemas[name] = withinDocument(inner);
    return withinDocument(schema);
  }

  parametersOf({ params, query }: Route): object[] {
    return [
      ['path', params],
      ['query', query],
    ].flatMap(([place, values]) => {
      const { properties = {}, required = [] } = this.schemaOf(values as typeof params) as {
        properties?: Record<string, JsonSchema>;
        required?: string[];
      };
      return Object.entries(properties).map(([name, { description, ...schema }]) => ({
        name,
        in: place,
        required: place === 'path' || required.includes(name),
        description,
        schema,
      }));
    });
  }

  operationOf(route: Route, security: object[]): object {
    const { operationId, tag, summary, description, example } = route;
    const body = isWrite(route) ? route.body : undefined;
    return {
      operationId,
      tags: [tag],
      summary,
      description,
      security,
      parameters: [
        ...this.parametersOf(route),
        ...(isWrite(route) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ],
      ...(body && {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: this.schemaOf(body), ...(example !== undefined && { example }) },
          },
        },
      }),
      responses: this.responsesOf(route),
    };
  }

  responsesOf({ answers }: Route): Record<string, object> {
    return Object.fromEntries(
      Object.entries(answers).map(([status, { description, schema, type = 'application/json' }]) => [
        status,
        {
          description,
          headers: {
            ...rateLimitHeaders,
            ...(status === '201' && {
              location: { description: 'The address of what was created.', schema: { type: 'string' } },
            }),
            ...(['429', '503'].includes(status) && {
              'retry-after': { description: 'In how many seconds to come again.', schema: { type: 'integer' } },
            }),
          },
          ...(schema && { content: { [type]: { schema: this.schemaOf(schema) } } }),
        },
      ]),
    );
  }
}

const keys = [{ apiKey: [] }, { bearer: [] }];

/** What the REST APIs take and answer, as OpenAPI 3.1 describes it: from the schemas that requests are checked with. */
export function openApiDocument(): object {
  const writer = new Writer();
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, routes } of faces)
    for (const route of routes) {
      paths[route.path] ??= {};
      const security = name === 'oracle' ? [...keys, { basic: [] }] : keys;
      (paths[route.path] as Record<string, object>)[route.method.toLowerCase()] = writer.operationOf(route, security);
    }
  const tags = [...new Set(faces.flatMap(({ routes }) => routes.map(({ tag }) => tag)))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'group-gateway REST',
      version,
      description:
        'Two REST APIs over the resources of the GraphQL schema, for clients that are there already. `/api/v1` is the API of AthenaHQ, for groups, websites and credits. `/services/rest/connect/v1.4`, or `latest` in the place of `v1.4`, is that of Oracle B2C Service, for account groups and accounts.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This service.' }],
    tags: tags.map((name) => ({ name, description: `Requests about ${name.toLowerCase()}.` })),
    paths,
    components: {
      schemas: writer.schemas,
      parameters: {
        IdempotencyKey: {
          name: 'idempotency-key',
          in: 'header',
          required: false,
          description:
            'Makes the request safe to repeat for 24 hours: repeats with the same key get the first result. 1 to 255 printable ASCII characters.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'Your API key.' },
        bearer: { type: 'http', scheme: 'bearer', description: 'Your API key, as `authorization: Bearer <key>`.' },
        basic: { type: 'http', scheme: 'basic', description: 'Any name, and your API key as the password.' },
      },
    },
  };
}
