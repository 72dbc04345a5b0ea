import { ToolbarMenu, UnStyledButton } from '@graphiql/react';
import { copyText } from '../../shared/operation/copy.ts';
import { explorerLink, type Operation } from '../../shared/operation/operation.ts';
import { asCurl, asFetch } from '../../shared/operation/snippets.ts';
import { ShareIcon } from './icons.tsx';
import { notify } from './notices.tsx';
import { useReadOperation } from './open-operation.ts';

const url = () => `${location.origin}/graphql`;

const forms: { name: string; copied: string; write(operation: Operation): string }[] = [
  {
    name: 'Copy a link',
    copied: 'The link is copied. It has the operation and its variables in it, and no key.',
    write: (operation) => location.origin + explorerLink(operation),
  },
  {
    name: 'Copy as curl',
    copied: 'The command is copied. Put your key in the place of YOUR_API_KEY.',
    write: (operation) => asCurl(operation, url()),
  },
  {
    name: 'Copy as fetch',
    copied: 'The code is copied. Put your key in the place of YOUR_API_KEY.',
    write: (operation) => asFetch(operation, url()),
  },
];

/** Hands the open operation on, never with the key. */
export function ShareMenu({ apiKey }: { apiKey: string }) {
  const read = useReadOperation();
  async function share({ copied, write }: (typeof forms)[number]) {
    const operation = read();
    if (JSON.stringify(operation).includes(apiKey)) {
      notify('Nothing is copied: your key is in the operation or its variables. Take it out first.');
      return;
    }
    try {
      await copyText(write(operation));
      notify(copied);
    } catch {
      notify('Nothing is copied: the variables are not JSON.');
    }
  }
  return (
    <ToolbarMenu
      button={
        <UnStyledButton className="graphiql-toolbar-button" aria-label="Share" title="Share">
          <ShareIcon />
        </UnStyledButton>
      }
    >
      {forms.map((form) => (
        <ToolbarMenu.Item key={form.name} onSelect={() => void share(form)}>
          {form.name}
        </ToolbarMenu.Item>
      ))}
    </ToolbarMenu>
  );
}
