import { lazy, Suspense, useEffect } from 'react';
import { useDemoKeys } from '../shared/demo-keys.ts';
import { useKey } from '../shared/key.ts';
import { setSecondKey } from './compare/second-key.ts';
import { Header } from './header.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useSession } from './session.ts';
import { Welcome } from './welcome.tsx';

const importWorkspace = () => import('./workspace.tsx');
// The editor is most of the page: it loads while somebody reads which keys there are.
void importWorkspace();
const Workspace = lazy(importWorkspace);

export function App() {
  const key = useKey();
  const demoKeys = useDemoKeys();
  const { viewer, problem, check } = useSession(key);
  useEffect(() => {
    if (!key) setSecondKey('');
  }, [key]);
  if (!demoKeys) return null;
  // Work that is open stays open while the service or a key fails.
  const isOpen = key !== '' && viewer !== undefined;
  return (
    <>
      <Header apiKey={key} demoKeys={demoKeys} viewer={problem ? undefined : viewer} />
      {problem && <ProblemNotice problem={problem} />}
      <main>
        {isOpen ? (
          <>
            <h1 className="for-screen-readers">Explorer</h1>
            <Suspense fallback={<p className="loading">Loading the editor …</p>}>
              <Workspace apiKey={key} organizationId={viewer.organization.id} demoKeys={demoKeys} onTrouble={check} />
            </Suspense>
          </>
        ) : (
          (key === '' || problem) && <Welcome demoKeys={demoKeys} />
        )}
      </main>
    </>
  );
}
