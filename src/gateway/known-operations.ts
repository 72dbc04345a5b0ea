import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLSchema, getOperationAST, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { answerType } from './answer-type.ts';
import type { RequestContext } from './context.ts';
import { formatErrors, logErrors, refusal } from './errors.ts';
import { type Execute, readVariables } from './execution.ts';
import { type Answered, type Asked, type Step, takeSteps } from './steps.ts';

/** For the texts of documents, in characters: parsed they take up to a hundred times as much, in bytes. */
const maxRemembered = 1_000_000;

/** A request that needs nothing more of Apollo Server. */
export interface KnownRequest extends Omit<Asked, 'context'> {
  /** The values of its variables, as the schema reads them. */
  coerced: Record<string, unknown>;
  contentType: string;
}

/**
 * Answers requests for operations that Apollo Server has parsed and validated before. For those it would do much that
 * has been done already, or that only other requests need, and that costs as much as the rest of a small query. Where a
 * request has anything out of the ordinary, Apollo Server answers it, and tells what is wrong with it.
 */
export class KnownOperations {
  readonly #schema: GraphQLSchema;
  readonly #steps: readonly Step[];
  readonly #execute: Execute;
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: maxRemembered,
    sizeCalculation: (_, text) => text.length + 1,
  });

  constructor(schema: GraphQLSchema, steps: readonly Step[], execute: Execute) {
    this.#schema = schema;
    this.#steps = steps;
    this.#execute = execute;
  }

  /** Remembers a document that is valid. */
  remember({ source, document }: Asked): void {
    this.#documents.set(source, document);
  }

  /** What a request asks for, where all of it is known and in order. */
  find({ method, body, headers }: FastifyRequest): KnownRequest | undefined {
    if (method !== 'POST' || typeof body !== 'object' || body === null) return undefined;
    const { query: source, variables, operationName, extensions } = body as Record<string, unknown>;
    if (typeof source !== 'string' || extensions != null) return undefined;
    const document = this.#documents.get(source);
    const contentType = answerType(headers.accept);
    if (!document || !contentType) return undefined;
    if (operationName != null && typeof operationName !== 'string') return undefined;
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
    const operation = getOperationAST(document, operationName);
    if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
    const values = (variables ?? {}) as Record<string, unknown>;
    const { coerced } = readVariables(this.#schema, operation, values);
    if (!coerced) return undefined;
    const name = operation.name?.value ?? null;
    return { source, document, operation, operationName: name, variables: values, coerced, contentType };
  }

  /** The text of the answer. */
  async answer(known: KnownRequest, context: RequestContext, reply: FastifyReply): Promise<string> {
    const asked: Asked = { ...known, context };
    const answered = await this.#run(asked, known);
    for (const step of this.#steps) step.after?.(context, answered);
    const { status = 200, headers, result } = answered;
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status).header('content-type', known.contentType);
    const { errors, data, extensions } = result;
    return `${JSON.stringify({ errors, data, extensions })}\n`; // as Apollo Server ends its answers
  }

  async #run(asked: Asked, { coerced }: KnownRequest): Promise<Answered> {
    const { operation, operationName, context } = asked;
    try {
      await takeSteps(this.#steps, asked);
      const { data = null, errors = [] } = await this.#execute(asked, coerced);
      if (errors.length > 0) logErrors(errors, context, operationName);
      const result = errors.length > 0 ? { data, errors: formatErrors(errors) } : { data };
      return { operation, status: undefined, headers: new Map(), errors, result };
    } catch (thrown) {
      const { error, status, headers } = refusal(thrown);
      logErrors([error], context, operationName);
      return { operation, status, headers, errors: [error], result: { errors: formatErrors([error]) } };
    }
  }
}
