import { useGraphiQL } from '@graphiql/react';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { useMemo, useSyncExternalStore } from 'react';

export interface OpenDocument {
  source: string;
  /** Absent where the text is no document. */
  document?: DocumentNode;
  /** The one that would run; absent in an empty document, too. */
  operation?: OperationDefinitionNode | undefined;
}

const hasText = (source: string) => source.replaceAll(/#.*/g, '').trim() !== '';

function read(source: string, operationName: string | undefined): OpenDocument {
  if (!hasText(source)) return { source, document: { kind: Kind.DOCUMENT, definitions: [] } };
  try {
    const document = parse(source);
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    return {
      source,
      document,
      operation: operations.find(({ name }) => name?.value === operationName) ?? operations[0],
    };
  } catch {
    return { source };
  }
}

/** The document in the editor, as it is with each key that is pressed. */
export function useDocument(): OpenDocument {
  const { queryEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    operationName: state.operationName,
  }));
  const source = useSyncExternalStore(
    (changed) => {
      const listening = queryEditor?.onDidChangeModelContent(changed);
      return () => listening?.dispose();
    },
    () => queryEditor?.getValue() ?? '',
  );
  return useMemo(() => read(source, operationName), [source, operationName]);
}
