import type { FastifyRequest } from 'fastify';
import { Lexer, Source, TokenKind } from 'graphql';
import { BadRequestError } from '../errors.ts';

/** Validation walks a document recursively: one that is nested deeper than any real one would exhaust the stack. */
const maxNesting = 200;

/** How many tokens a document may have: about 1,000 aliased look-ups. Chains of fragments are recursion, too. */
export const maxTokens = 15_000;

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function isTooDeep(document: string): boolean {
  // Brackets within texts do not nest, so only what has many of them is looked at closely.
  if ((document.match(/[{[(]/g)?.length ?? 0) <= maxNesting) return false;
  const lexer = new Lexer(new Source(document));
  let depth = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      if (opening.has(kind) && ++depth > maxNesting) return true;
      if (closing.has(kind)) depth--;
    }
  } catch {
    // no GraphQL: the parser says where and why
  }
  return false;
}

/** Refuses documents that are nested too deeply, before they get to Apollo Server. */
export async function refuseDeepDocument({ body, query }: FastifyRequest): Promise<void> {
  for (const from of [body, query]) {
    const document = (from as { query?: unknown } | null | undefined)?.query;
    if (typeof document === 'string' && isTooDeep(document))
      throw new BadRequestError(`The document is nested more than ${maxNesting} levels deep.`);
  }
}
