import { ArgsType, type ClassType, Extensions, Field, Int, ObjectType } from 'type-graphql';
import { defaultPageSize, maxPageSize, type Page, type PageArguments } from './pagination.ts';

@ArgsType()
export class ForwardPageArgs implements PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `The most entries to return, from the start or after \`after\`: 1 to ${maxPageSize}, by default ${defaultPageSize}.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Returns only entries after this cursor. The cursor must come from this field with the same order.',
  })
  after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `The most entries to return, from the end or before \`before\`: 1 to ${maxPageSize}. You cannot combine it with \`first\`.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Returns only entries before this cursor. The cursor must come from this field with the same order.',
  })
  before?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The position of a page in its list, as in the Relay cursor connections specification.',
})
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether there are entries after this page. If you page backwards, whether you sent `before`.',
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether there are entries before this page. If you page forwards, whether you sent `after`.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first entry. null if the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last entry, for `after`. null if the page is empty.',
  })
  endCursor!: string | null;
}

/** The edge and connection types of a node type. */
export function connectionOf<Row extends object>(name: string, plural: string, node: () => ClassType<Row>) {
  @Extensions({ list: 'edge' })
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A place in a list of ${plural}.` })
  class Edge {
    @Field(() => String, {
      description:
        'The cursor of this entry, for the arguments `after` and `before`. It is opaque, and stays valid while rows are added.',
    })
    readonly cursor: string;

    @Field(() => node(), { description: 'The entry.' })
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

    @Field(() => [node()], { description: 'The entries of the page, without cursors.' })
    readonly nodes: Row[];

    constructor(page: Page<Row>, count: () => Promise<number>) {
      this.#page = page;
      this.#count = count;
      this.nodes = page.rows;
    }

    @Field(() => [Edge], { description: 'The entries of the page, each with a cursor.' })
    get edges(): Edge[] {
      return this.#page.rows.map((row) => new Edge(this.#page.cursor(row), row));
    }

    @Field(() => PageInfo, { description: 'The position of the page in the list.' })
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

    @Field(() => Int, {
      description:
        'The number of entries on all pages together. The service counts them only if you select this field.',
    })
    totalCount(): Promise<number> {
      return this.#count();
    }
  }

  return { Edge, Connection };
}
