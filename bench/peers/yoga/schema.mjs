import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import { getDatamodel } from './generated/pothos.ts';

/** Types from the models; Pothos turns a whole document into one query of Prisma. */
export function buildSchema(prisma, changes) {
  const builder = new SchemaBuilder({
    plugins: [PrismaPlugin],
    prisma: { client: prisma, dmmf: getDatamodel() },
  });
  const byName = (side) => [{ [side]: { name: 'asc' } }, { [`${side}Id`]: 'asc' }];
  const firstOf = (t, relation, query) =>
    t.relation(relation, {
      args: { first: t.arg.int({ required: true }) },
      query: ({ first }) => ({ take: first, ...query }),
    });

  // What a document asks for is selected, and nothing else.
  builder.prismaObject('Group', {
    select: { id: true },
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      externalId: t.exposeString('externalId', { nullable: true }),
      revision: t.exposeInt('revision'),
      websites: firstOf(t, 'websites', { where: { website: { deletedAt: null } }, orderBy: byName('website') }),
    }),
  });
  builder.prismaObject('Website', {
    select: { id: true },
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name', { nullable: true }),
      url: t.exposeString('url'),
      groups: firstOf(t, 'groups', { orderBy: byName('group') }),
    }),
  });
  builder.prismaObject('GroupWebsite', {
    select: {},
    fields: (t) => ({ group: t.relation('group'), website: t.relation('website') }),
  });
  builder.prismaObject('AccountGroup', {
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => String(id) }),
      lookupName: t.exposeString('lookupName'),
      revision: t.exposeInt('revision'),
    }),
  });
  const SetExternalId = builder.objectRef('SetExternalId').implement({
    fields: (t) => ({
      group: t.prismaField({ type: 'Group', nullable: true, resolve: (_query, { group }) => group }),
      takenBy: t.exposeID('takenBy', { nullable: true }),
    }),
  });

  const text = (t) => t.arg.string({ required: true });
  const id = (t) => t.arg.id({ required: true });
  const ids = (t) => t.arg.idList({ required: true });
  builder.queryType({
    fields: (t) => ({
      group: t.prismaField({
        type: 'Group',
        nullable: true,
        args: { id: id(t) },
        resolve: (query, _root, { id }, { organizationId }) =>
          prisma.group.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
      }),
      groups: t.prismaField({
        type: ['Group'],
        args: { first: t.arg.int({ required: true }) },
        resolve: (query, _root, { first }, { organizationId }) =>
          prisma.group.findMany({
            ...query,
            where: { organizationId },
            orderBy: [{ name: 'asc' }, { id: 'asc' }],
            take: first,
          }),
      }),
      groupsByExternalId: t.prismaField({
        type: ['Group'],
        nullable: { list: false, items: true },
        args: { externalIds: t.arg.stringList({ required: true }) },
        async resolve(query, _root, { externalIds }, { organizationId }) {
          const rows = await prisma.group.findMany({
            ...query,
            where: { organizationId, externalId: { in: externalIds } },
          });
          const groups = new Map(rows.map((row) => [row.externalId, row]));
          return externalIds.map((externalId) => groups.get(externalId) ?? null);
        },
      }),
    }),
  });
  builder.mutationType({
    fields: (t) => ({
      renameGroup: t.prismaField({
        type: 'Group',
        args: { id: id(t), name: text(t) },
        resolve: (query, _root, { id, name }, { organizationId }) => changes.rename(query, organizationId, id, name),
      }),
      changeWebsites: t.prismaField({
        type: 'Group',
        args: { id: id(t), add: ids(t), remove: ids(t) },
        resolve: (_query, _root, { id, add, remove }, { organizationId }) =>
          changes.websites(organizationId, id, add, remove),
      }),
      setExternalId: t.field({
        type: SetExternalId,
        args: { id: id(t), externalId: text(t) },
        resolve: (_root, { id, externalId }, { organizationId }) => changes.externalId(organizationId, id, externalId),
      }),
      setAccountGroupName: t.prismaField({
        type: 'AccountGroup',
        args: { id: id(t), languageId: t.arg.int({ required: true }), text: text(t) },
        resolve: (_query, _root, { id, languageId, text }, { organizationId }) =>
          changes.label(organizationId, id, languageId, text),
      }),
    }),
  });
  return builder.toSchema();
}
