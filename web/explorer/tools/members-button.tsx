import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { missingMembers } from '../document/missing-members.ts';
import { useEdits } from '../document/use-edits.ts';
import { MembersIcon } from './icons.tsx';
import { notify } from './notices.tsx';

/** Completes the unions of the open document. */
export function MembersButton() {
  const { schema, queryEditor } = useGraphiQL((state) => ({ schema: state.schema, queryEditor: state.queryEditor }));
  const edit = useEdits();
  function add() {
    if (!schema || !queryEditor) return;
    try {
      const edits = missingMembers(schema, queryEditor.getValue());
      edit(edits);
      notify(edits.length > 0 ? 'The missing members are added.' : 'Nothing to add: each union has all its members.');
    } catch {
      notify('Nothing is added: the document has a fault.');
    }
  }
  return (
    <ToolbarButton label="Add the missing members" onClick={add}>
      <MembersIcon />
    </ToolbarButton>
  );
}
