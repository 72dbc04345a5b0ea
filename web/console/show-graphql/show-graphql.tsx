import { ActionIcon } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { GraphqlIcon } from './graphql-icon.tsx';
import { openShowGraphql, useShowGraphql } from './observing.ts';

const GraphqlDialog = lazy(() => import('./graphql-dialog.tsx'));

/** Shows what the page asks for and what each change sends, as GraphQL. */
export function ShowGraphql() {
  const { isOpen } = useShowGraphql();
  return (
    <>
      <ActionIcon
        title="Show as GraphQL"
        variant="default"
        size="lg"
        aria-label="Show as GraphQL"
        onClick={openShowGraphql}
      >
        <GraphqlIcon />
      </ActionIcon>
      {isOpen && (
        <Suspense fallback={null}>
          <GraphqlDialog />
        </Suspense>
      )}
    </>
  );
}
