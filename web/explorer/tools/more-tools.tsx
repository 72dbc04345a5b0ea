import type { DemoKey } from '../../shared/demo-keys.ts';
import { CompareButton } from '../compare/compare-button.tsx';
import { MembersButton } from './members-button.tsx';
import { ShareMenu } from './share-menu.tsx';

/** What the toolbar has beside GraphiQL's own. */
export function MoreTools({ apiKey, demoKeys }: { apiKey: string; demoKeys: DemoKey[] }) {
  return (
    <>
      <ShareMenu apiKey={apiKey} />
      <MembersButton />
      <CompareButton apiKey={apiKey} demoKeys={demoKeys} />
    </>
  );
}
