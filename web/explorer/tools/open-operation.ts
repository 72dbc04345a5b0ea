import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect, useState } from 'react';
import type { Operation } from '../../shared/operation/operation.ts';

/** Reads the operation of the open tab, as it is typed at that moment. */
export function useReadOperation(): () => Operation {
  const { queryEditor, variableEditor, operationName, count } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    operationName: state.operationName,
    count: state.operations?.length ?? 0,
  }));
  return useCallback(
    () => ({
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue() || undefined,
      operationName: count > 1 ? operationName : undefined,
    }),
    [queryEditor, variableEditor, operationName, count],
  );
}

/** Picks an operation of the document once GraphiQL knows it; by itself it picks the first. */
function useSelectOperation(): (name: string | undefined) => void {
  const [wanted, setWanted] = useState<string>();
  const { setOperationName } = useGraphiQLActions();
  const { operations, operationName } = useGraphiQL((state) => ({
    operations: state.operations,
    operationName: state.operationName,
  }));
  useEffect(() => {
    if (!wanted || !operations?.some(({ name }) => name?.value === wanted)) return;
    setWanted(undefined);
    if (operationName !== wanted) setOperationName(wanted);
  }, [wanted, operations, operationName, setOperationName]);
  return setWanted;
}

/** Shows an operation: in the tab that has it already, or in a new one. */
export function useOpenOperation(): (operation: Operation) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const select = useSelectOperation();
  const { tabs, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  return useCallback(
    ({ query, variables = '', operationName }) => {
      const known = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
      if (known >= 0) changeTab(known);
      else {
        addTab();
        queryEditor?.setValue(query);
        variableEditor?.setValue(variables);
        updateActiveTabValues({ query, variables });
      }
      select(operationName);
    },
    [tabs, queryEditor, variableEditor, addTab, changeTab, updateActiveTabValues, select],
  );
}
