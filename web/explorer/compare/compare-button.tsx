import { Dialog, ToolbarButton } from '@graphiql/react';
import { useState } from 'react';
import type { DemoKey } from '../../shared/demo-keys.ts';
import { CompareIcon } from '../tools/icons.tsx';
import { Comparison } from './comparison.tsx';

/** One operation as two keys. */
export function CompareButton({ apiKey, demoKeys }: { apiKey: string; demoKeys: DemoKey[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ToolbarButton label="Compare with another key" onClick={() => setOpen(true)}>
        <CompareIcon />
      </ToolbarButton>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <div className="graphiql-dialog-header">
          <Dialog.Title className="graphiql-dialog-title">One operation as two keys</Dialog.Title>
          <Dialog.Close />
        </div>
        <Dialog.Description className="for-screen-readers">
          Runs the open operation with both keys and shows the answers side by side.
        </Dialog.Description>
        <Comparison apiKey={apiKey} demoKeys={demoKeys} />
      </Dialog>
    </>
  );
}
