import { buildASTSchema, buildSchema, Kind, lexicographicSortSchema, parse, printSchema, visit } from 'graphql';
import { data, post, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { introspect } from '../../support/schema.ts';

const kinds = ['stitching', 'federation', 'composite'];
const hidden = /external_?id|setGroupCredits|GroupBillingNotProvisioned/i;

let partner: TestOrganization;
let direct: TestOrganization;
beforeAll(async () => {
  partner = await TestOrganization.create();
  direct = await TestOrganization.create({ partner: false });
});

const get = (key: string, query = '', headers: Record<string, string> = {}) =>
  fetch(`${serviceUrl()}/schema.graphql${query}`, { headers: { 'x-api-key': key, ...headers } });
const sdl = async (key: string, kind: string) => (await get(key, `?for=${kind}`)).text();

/** An SDL without the directives and definitions that a kind of gateway needs. */
function plain(text: string): string {
  const document = visit(parse(text), {
    [Kind.DIRECTIVE_DEFINITION]: () => null,
    [Kind.SCHEMA_EXTENSION]: () => null,
    [Kind.SCALAR_TYPE_DEFINITION]: ({ name }) => (name.value === 'FieldSelectionSet' ? null : undefined),
    [Kind.DIRECTIVE]: ({ name }) => (name.value === 'oneOf' || name.value === 'deprecated' ? undefined : null),
  });
  return printSchema(lexicographicSortSchema(buildASTSchema(document)));
}

describe.each(kinds)('for %s', (kind) => {
  test('each audience is handed out the schema that it is shown, and nothing else', async () => {
    for (const { key } of [partner, direct])
      expect(plain(await sdl(key, kind))).toBe(printSchema(lexicographicSortSchema(await introspect(key))));
    expect(await sdl(partner.key, kind)).toMatch(hidden);
    expect(await sdl(direct.key, kind)).not.toMatch(hidden);
  });

  test('an unchanged one is not sent again; another audience’s is another one', async () => {
    const first = await get(partner.key, `?for=${kind}`);
    const tag = first.headers.get('etag') as string;
    expect(first.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toBe('x-api-key, authorization, accept-encoding');
    for (const known of [tag, tag.replace('W/', ''), `"other", ${tag}`]) {
      const again = await get(partner.key, `?for=${kind}`, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    }
    const other = await get(direct.key, `?for=${kind}`, { 'if-none-match': tag });
    expect(other.status).toBe(200);
    expect(await other.text()).not.toMatch(hidden);
  });

  test('without a key there is none', async () => {
    for (const key of ['', 'gg_nobody_has_this_key']) {
      const answer = await get(key, `?for=${kind}`);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });
});

test('by default it is for stitching, and another kind of gateway is a mistake that is named', async () => {
  expect(await (await get(partner.key)).text()).toBe(await sdl(partner.key, 'stitching'));
  for (const query of ['?for=', '?for=other', '?for=stitching&for=federation']) {
    const answer = await get(partner.key, query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('composite'), extensions: { code: 'BAD_REQUEST' } }],
    });
  }
});

test('the fields for gateways hand out the same to each audience, and need a key', async () => {
  for (const { key } of [partner, direct])
    expect(await data(key, '{ _sdl _service { sdl } }')).toEqual({
      _sdl: await sdl(key, 'stitching'),
      _service: { sdl: await sdl(key, 'federation') },
    });
  expect((await post('{"query":"{ _sdl _service { sdl } }"}', {})).status).toBe(401);
});

test('they are shown to nobody, so that they meet no field of another schema', async () => {
  for (const { key } of [partner, direct]) {
    const shown = printSchema(await introspect(key));
    expect(shown).not.toMatch(/_sdl|_service|_entities|_Any|_Entity|_Service/);
    for (const kind of kinds) expect(await sdl(key, kind)).not.toMatch(/_sdl|_service|_entities|_Any|_Entity|_Service/);
    expect((await send(key, '{ __type(name: "_Entity") { name } }')).data).toEqual({ __type: null });
  }
});

test('for composite schemas, look-ups are as the draft wants them', async () => {
  for (const { key } of [partner, direct]) {
    const schema = buildSchema(await sdl(key, 'composite'));
    const seen: string[] = [];
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      const directives = field.astNode?.directives?.map(({ name }) => name.value) ?? [];
      if (!directives.includes('lookup')) continue;
      // One entity that may be missing, by arguments that are a key of it; one look-up a key.
      const type = schema.getType(String(field.type));
      expect(type?.astNode?.kind).toBe(Kind.OBJECT_TYPE_DEFINITION);
      const keys = type?.astNode?.directives
        ?.filter(({ name }) => name.value === 'key')
        .map(({ arguments: args }) => args?.[0]?.value.kind === Kind.STRING && args[0].value.value);
      expect(keys).toContain(field.args.map(({ name }) => name).join(' '));
      seen.push(`${field.type}.${field.args.map(({ name }) => name)}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.sort()).toEqual(
      [
        'AccountGroup.id',
        key === partner.key && 'Group.externalId',
        'Group.id',
        'StaffAccount.id',
        key === partner.key && 'Website.externalId',
        'Website.id',
      ].filter(Boolean),
    );
  }
});
