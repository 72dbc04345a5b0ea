import type { GraphQLNamedType } from 'graphql';
import { ArgsType, type ClassType, Extensions, Field, Int, ObjectType } from 'type-graphql';
import { defaultPageSize, maxPageSize, type Page, type PageArguments } from './pagination.ts';

@ArgsType()
export class ForwardPageArgs implements PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, from the start or from \`after\` on: 1 to ${maxPageSize}, by default ${defaultPageSize}.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes after this cursor, which this field gave with the same order.',
  })
  after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, from the end or from \`before\` backwards: 1 to ${maxPageSize}. Not together with \`first\`.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes before this cursor, which this field gave with the same order.',
  })
  before?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Where a page stands in its list, as in the Relay cursor connections specification.',
})
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether there is more after this page. Paging backwards: whether `before` was given.',
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether there is more before this page. Paging forwards: whether `after` was given.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first node; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last node, for `after`; null on an empty page.',
  })
  endCursor!: string | null;
}

/** Whether a type is the page of a list, or an entry of one. */
export const isConnection = ({ extensions }: GraphQLNamedType) => extensions.list === 'connection';
export const isEdge = ({ extensions }: GraphQLNamedType) => extensions.list === 'edge';

/** The edge and connection types of a node type. */
export function connectionOf<Row extends object>(name: string, plural: string, node: () => ClassType<Row>) {
  @Extensions({ list: 'edge' })
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A place in a list of ${plural}.` })
  class Edge {
    @Field(() => String, {
      description:
        'This place, for the arguments `after` and `before`. Opaque; keeps its meaning while rows are added.',
    })
    readonly cursor: string;

    @Field(() => node(), { description: 'What stands there.' })
    readonly node: Row;

    constructor(cursor: string, row: Row) {
      this.cursor = cursor;
      this.node = row;
    }
  }

  @Extensions({ list: 'connection' })
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${plural}.` })
  class Connection {
    readonly #page: Page<Row>;
    readonly #count: () => Promise<number>;

    @Field(() => [node()], { description: 'The page without cursors.' })
    readonly nodes: Row[];

    constructor(page: Page<Row>, count: () => Promise<number>) {
      this.#page = page;
      this.#count = count;
      this.nodes = page.rows;
    }

    @Field(() => [Edge], { description: 'The page with a cursor for each node.' })
    get edges(): Edge[] {
      return this.#page.rows.map((row) => new Edge(this.#page.cursor(row), row));
    }

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    get pageInfo(): PageInfo {
      const { rows, hasNextPage, hasPreviousPage, cursor } = this.#page;
      const [start, end] = [rows[0], rows.at(-1)];
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: start ? cursor(start) : null,
        endCursor: end ? cursor(end) : null,
      };
    }

    @Field(() => Int, { description: 'How many there are on all pages together. Counted only when it is selected.' })
    totalCount(): Promise<number> {
      return this.#count();
    }
  }

  return { Edge, Connection };
}
