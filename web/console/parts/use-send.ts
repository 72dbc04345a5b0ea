import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type Explanation, explainOutcome, type FormFields, type Refusal } from './explain-outcome.ts';

type ResultOf<Data> = Data[keyof Data];
export type SuccessOf<Data> = Extract<ResultOf<Data>, { __typename: `${string}Success` }>;
type RefusalOf<Data> = Exclude<ResultOf<Data>, { __typename: `${string}Success` }>;

/** Why the last mutation of a form is not done. */
export interface Problem<Result = Refusal> {
  explanation?: Explanation;
  /** The result that is explained. */
  result?: Result;
  /** What kept the answer away. */
  error?: unknown;
}

const isSuccess = <Data>(result: ResultOf<Data>): result is SuccessOf<Data> =>
  (result as unknown as Refusal).__typename.endsWith('Success');

type Form<Variables> = readonly string[] | ((path: readonly string[], variables: Variables) => string | undefined);

/**
 * Sends a mutation: its result if it is a success. If not, `problem` says why, until it is sent again.
 *
 * @param form the inputs that have a field, or which field shows an issue
 */
export function useSend<Data extends object, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  form: Form<Variables> = [],
) {
  const client = useApolloClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem<RefusalOf<Data>>>();

  async function send(
    variables: Variables,
    options: Partial<ApolloClient.MutateOptions<Data, Variables>> = {},
  ): Promise<SuccessOf<Data> | undefined> {
    setProblem(undefined);
    setSending(true);
    try {
      const { data } = await client.mutate<Data, Variables>({
        ...options,
        mutation,
        variables,
      } as ApolloClient.MutateOptions<Data, Variables>);
      const [result] = Object.values(data ?? {}) as ResultOf<Data>[];
      if (result && isSuccess<Data>(result)) return result;
      const refusal = (result ?? { __typename: 'Nothing' }) as unknown as RefusalOf<Data>;
      const fields: FormFields = typeof form === 'function' ? (path) => form(path, variables) : form;
      setProblem({ explanation: explainOutcome(refusal as unknown as Refusal, fields), result: refusal });
    } catch (error) {
      setProblem({ error });
    } finally {
      setSending(false);
    }
    return undefined;
  }

  return { send, sending, problem, dismiss: () => setProblem(undefined) };
}
