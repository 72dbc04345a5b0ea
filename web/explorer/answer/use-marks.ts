import { type MonacoEditor, useGraphiQL } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { useEffect } from 'react';
import { consoleLink } from './console-links.ts';
import { outcomeOf } from './outcomes.ts';
import type { Place } from './places.ts';

type Model = NonNullable<ReturnType<MonacoEditor['getModel']>>;

function rangeOf({ line, key, value }: Place, model: Model) {
  if (line > model.getLineCount()) return undefined;
  const text = model.getLineContent(line);
  const start = text.indexOf(JSON.stringify(value), text.indexOf(JSON.stringify(key)) + key.length + 2);
  if (start < 0) return undefined;
  return {
    startLineNumber: line,
    endLineNumber: line,
    startColumn: start + 2,
    endColumn: start + JSON.stringify(value).length,
  };
}

const notes = { success: ' ✓ done', refused: ' ✕ refused' };

function looksOf(place: Place, schema: GraphQLSchema) {
  const outcome = place.field === '__typename' ? outcomeOf(schema, place.typeName) : undefined;
  if (outcome)
    return {
      inlineClassName: `outcome-${outcome.kind}`,
      after: { content: notes[outcome.kind], inlineClassName: `outcome-note outcome-${outcome.kind}` },
      hoverMessage: { value: outcome.meaning },
    };
  const link = consoleLink(place);
  return (
    link && {
      inlineClassName: 'console-id',
      hoverMessage: { value: `Ctrl-click opens this ${link.kind} in the console.` },
    }
  );
}

/** Colours the outcomes of an answer, and leads from its ids to the console. */
export function useMarks(places: readonly Place[]): void {
  const { schema, responseEditor } = useGraphiQL((state) => ({
    schema: state.schema,
    responseEditor: state.responseEditor,
  }));
  useEffect(() => {
    const model = responseEditor?.getModel();
    if (!schema || !model || !responseEditor) return;
    const decorations = places.flatMap((place) => {
      const options = looksOf(place, schema);
      const range = options && rangeOf(place, model);
      if (!range) return [];
      // Of a type's name with its quotes: the note comes after them.
      const isName = place.field === '__typename';
      const whole = { ...range, startColumn: range.startColumn - 1, endColumn: range.endColumn + 1 };
      return [{ range: isName ? whole : range, options }];
    });
    const collection = responseEditor.createDecorationsCollection(decorations);
    const clicks = responseEditor.onMouseDown(({ event, target }) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const line = target.position?.lineNumber;
      const link = places.filter((place) => place.line === line).map(consoleLink)[0];
      if (link) location.assign(link.href);
    });
    return () => {
      collection.clear();
      clicks.dispose();
    };
  }, [schema, responseEditor, places]);
}
