import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { type GraphQLField, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { useId, useState } from 'react';
import { type OpenDocument, useDocument } from '../document/use-document.ts';
import { useEdits } from '../document/use-edits.ts';
import { BuilderIcon } from '../tools/icons.tsx';
import { notify } from '../tools/notices.tsx';
import { useOpenOperation } from '../tools/open-operation.ts';
import { type Change, newOperation, variablesText } from './changes.ts';
import { Field, Row } from './tree.tsx';

const kinds = [
  { kind: OperationTypeNode.QUERY, title: 'Queries' },
  { kind: OperationTypeNode.MUTATION, title: 'Mutations' },
  { kind: OperationTypeNode.SUBSCRIPTION, title: 'Subscriptions' },
];

/** Applies what a click changes to the two editors. */
function useChange(): (change: Change) => void {
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const edit = useEdits();
  return ({ edits, added, removed }) => {
    edit(edits);
    if (!variableEditor || added.length + removed.length === 0) return;
    try {
      variableEditor.setValue(variablesText(variableEditor.getValue(), added, removed));
    } catch {
      notify('The variables are not JSON: change them yourself.');
    }
  };
}

interface SectionProps {
  kind: OperationTypeNode;
  title: string;
  schema: GraphQLSchema;
  open: OpenDocument;
  filter: string;
}

function Section({ kind, title, schema, open: { source, operation, document }, filter }: SectionProps) {
  const change = useChange();
  const openOperation = useOpenOperation();
  const isOpen = operation ? operation.operation === kind : kind === OperationTypeNode.QUERY;
  const root = schema.getRootType(kind);
  if (!root) return null;
  const fields = Object.values(root.getFields()).filter(({ name }) => name.toLowerCase().includes(filter));
  const begin = (field: GraphQLField<unknown, unknown>) => openOperation(newOperation(kind, field, schema));
  return (
    <details open={isOpen || filter !== ''}>
      <summary>
        {title} <span className="quiet">{fields.length}</span>
      </summary>
      <ul className="builder-tree">
        {fields.map((field) =>
          operation?.operation === kind && document ? (
            <Field
              key={field.name}
              field={field}
              spot={{ source, path: [operation] }}
              schema={schema}
              onChange={change}
            />
          ) : (
            <li key={field.name}>
              <Row
                name={field.name}
                type={String(field.type)}
                description={field.description}
                isChecked={false}
                onToggle={() => begin(field)}
              />
            </li>
          ),
        )}
      </ul>
    </details>
  );
}

/** Puts an operation together by clicks, from what the key can see of the schema. */
function Builder() {
  const filterId = useId();
  const [typed, setTyped] = useState('');
  const schema = useGraphiQL((state) => state.schema);
  const open = useDocument();
  return (
    <section className="own-pane" aria-label="Builder">
      <h2>Builder</h2>
      <label htmlFor={filterId}>Find a field</label>
      <input id={filterId} type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      <p className="quiet">Tick what you want to have. A field of another kind of operation opens a tab of its own.</p>
      {!open.document && <p role="status">The document has a fault. Mend it, and go on here.</p>}
      {schema && open.document
        ? kinds.map((each) => (
            <Section key={each.kind} {...each} schema={schema} open={open} filter={typed.trim().toLowerCase()} />
          ))
        : !schema && <p className="quiet">The schema is not loaded yet.</p>}
    </section>
  );
}

export const BUILDER_PLUGIN: GraphiQLPlugin = { title: 'Builder', icon: BuilderIcon, content: Builder };
