import { useGraphiQL } from '@graphiql/react';
import {
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { useEffect, useState } from 'react';

/** What the service charges for an operation before it runs, in points. */
export interface Estimate {
  estimate: number;
  /** With all lists as long as they can be. */
  most: number;
  /** What is more is refused. */
  limit: number;
}

/** As long as somebody types, nothing is asked. */
const typingMs = 700;

interface Asked {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

/** What is sent; nothing for what the service would refuse, and nothing but queries, which change nothing. */
function askable(schema: GraphQLSchema, query: string, variables: string, operationName?: string): Asked | undefined {
  try {
    const document = parse(query);
    const operation: OperationDefinitionNode | undefined =
      getOperationAST(document, operationName) ?? getOperationAST(document) ?? undefined;
    // A node of before the header would run it.
    if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
    if (validate(schema, document).length > 0) return undefined;
    const values = variables.trim() ? JSON.parse(variables) : {};
    const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    if (Object.keys(values).some((name) => !declared.includes(name))) return undefined;
    if (getVariableValues(schema, operation.variableDefinitions ?? [], values, { maxErrors: 1 }).errors)
      return undefined;
    return { query, variables: values, operationName: operation.name?.value };
  } catch {
    return undefined;
  }
}

async function ask(key: string, asked: Asked, signal: AbortSignal): Promise<Estimate | undefined> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, 'x-estimate-only': 'true' },
    body: JSON.stringify(asked),
    signal,
  });
  return response.ok ? (await response.json()).extensions?.cost : undefined;
}

/** What the query of the open tab costs, as the service tells without running it. */
export function useEstimate(key: string): Estimate | undefined {
  const [estimate, setEstimate] = useState<Estimate>();
  const { schema, query, variables, operationName } = useGraphiQL(({ schema, tabs, activeTabIndex }) => ({
    schema,
    query: tabs[activeTabIndex]?.query ?? '',
    variables: tabs[activeTabIndex]?.variables ?? '',
    operationName: tabs[activeTabIndex]?.operationName ?? undefined,
  }));
  useEffect(() => {
    setEstimate(undefined);
    const going = new AbortController();
    const timer = setTimeout(() => {
      const asked = schema ? askable(schema, query, variables, operationName) : undefined;
      if (asked) ask(key, asked, going.signal).then(setEstimate, () => {}); // a run tells what is wrong
    }, typingMs);
    return () => {
      clearTimeout(timer);
      going.abort();
    };
  }, [key, schema, query, variables, operationName]);
  return estimate;
}
