import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { operationOfHash } from '../../shared/operation/operation.ts';
import { useOpenOperation } from './open-operation.ts';

/** Opens the operation that the page's address has in its fragment, and takes it out of there: a reload opens no tab. */
export function useSharedLink(): void {
  const open = useOpenOperation();
  const isReady = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) =>
    Boolean(queryEditor && variableEditor && responseEditor),
  );
  useEffect(() => {
    if (!isReady) return;
    const follow = () => {
      const operation = operationOfHash(location.hash);
      if (!operation) return;
      history.replaceState(null, '', location.pathname);
      open(operation);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [isReady, open]);
}
