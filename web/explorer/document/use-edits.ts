import { useGraphiQL } from '@graphiql/react';
import { useCallback } from 'react';
import type { Edit } from './edits.ts';

/** Changes the document in the editor, as typing does: it can be undone there. */
export function useEdits(): (edits: readonly Edit[]) => void {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  return useCallback(
    (edits) => {
      const model = queryEditor?.getModel();
      if (!queryEditor || !model) return;
      queryEditor.pushUndoStop();
      queryEditor.executeEdits(
        'explorer',
        edits.map(({ start, end, text }) => {
          const from = model.getPositionAt(start);
          const to = model.getPositionAt(end);
          return {
            range: {
              startLineNumber: from.lineNumber,
              startColumn: from.column,
              endLineNumber: to.lineNumber,
              endColumn: to.column,
            },
            text,
          };
        }),
      );
      queryEditor.pushUndoStop();
    },
    [queryEditor],
  );
}
