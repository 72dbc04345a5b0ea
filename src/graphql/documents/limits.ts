import type { FastifyRequest, preHandlerHookHandler } from 'fastify';
import { type DocumentNode, Lexer, parse, Source, TokenKind } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../config.ts';
import { type CallerError, LimitError } from '../../errors.ts';
import { comparesMoreThan } from './comparisons.ts';
import { shapeOf } from './shape.ts';
import { subscriptionFault } from './subscription-root.ts';

/** In a document, with its comments and spaces, which are no tokens: more than the tokens of any real one have. */
const maxCharacters = 200_000;
/** The parser and the validation walk a document recursively: one deeper than any real one would exhaust the stack. */
const maxBrackets = 200;
/** Fragments in fragments double with each level: what costs no objects must not be walked for ever either. */
export const maxFields = 20_000;
/** Takes the validation about 50 ms. */
const maxComparisons = 50_000;

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

export type DocumentLimits = Pick<
  Config,
  'MAX_TOKENS' | 'MAX_DEPTH' | 'MAX_ALIASES' | 'MAX_DIRECTIVES' | 'MAX_ROOT_FIELDS' | 'MAX_MUTATIONS'
>;

/** The texts of GraphQL in a request, in whichever place. */
export function documentsOf({ body, query }: FastifyRequest): string[] {
  return [body, query]
    .map((from) => (from as { query?: unknown } | null | undefined)?.query)
    .filter((text) => typeof text === 'string');
}

/** What the text of a document has too much of, found before it is parsed. */
function textFault(document: string, maxTokens: number): LimitError | undefined {
  if (document.length > maxCharacters) return new LimitError('TOO_MANY_CHARACTERS', maxCharacters, document.length);
  const lexer = new Lexer(new Source(document));
  let depth = 0;
  try {
    for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens++) {
      if (tokens > maxTokens) return new LimitError('TOO_MANY_TOKENS', maxTokens);
      if (opening.has(lexer.token.kind) && ++depth > maxBrackets)
        return new LimitError('TOO_MANY_BRACKETS', maxBrackets);
      if (closing.has(lexer.token.kind)) depth--;
    }
  } catch {
    // no GraphQL: the parser says where and why
  }
  return undefined;
}

/** What a document has too much of, or what its validation would fail on; found before it is validated. */
function shapeFault(text: string, limits: DocumentLimits): CallerError | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    return undefined; // Apollo Server says where and why
  }
  const shape = shapeOf(document);
  const checks = [
    ['TOO_MANY_LEVELS', limits.MAX_DEPTH, shape.depth],
    ['TOO_MANY_ROOT_FIELDS', limits.MAX_ROOT_FIELDS, shape.rootFields],
    ['TOO_MANY_MUTATIONS', limits.MAX_MUTATIONS, shape.mutations],
    ['TOO_MANY_ALIASES', limits.MAX_ALIASES, shape.aliases],
    ['TOO_MANY_DIRECTIVES', limits.MAX_DIRECTIVES, shape.directives],
    ['TOO_MANY_FIELDS', maxFields, shape.fields],
  ] as const;
  for (const [code, limit, requested] of checks) if (requested > limit) return new LimitError(code, limit, requested);
  if (comparesMoreThan(document, maxComparisons)) return new LimitError('TOO_MANY_COMPARISONS', maxComparisons);
  return subscriptionFault(document);
}

/** For the texts of documents that passed, in characters. */
const maxRemembered = 10_000_000;

/** Refuses documents that are larger than any real one, before they get to Apollo Server. */
export function refuseLargeDocuments(limits: DocumentLimits): preHandlerHookHandler {
  const passed = new LRUCache<string, true>({ maxSize: maxRemembered, sizeCalculation: (_, text) => text.length + 1 });
  return (request, _reply, done) => {
    for (const text of documentsOf(request)) {
      if (passed.has(text)) continue;
      const fault = textFault(text, limits.MAX_TOKENS) ?? shapeFault(text, limits);
      if (fault) return done(fault);
      passed.set(text, true);
    }
    done();
  };
}
