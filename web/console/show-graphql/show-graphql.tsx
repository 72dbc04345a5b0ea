import { ActionIcon } from '@mantine/core';
import { lazy, Suspense } from 'react';
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
        <svg
          viewBox="0 0 24 24"
          width="20"
          height="20"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="M8 4c-3 0-1 7-4 8 3 1 1 8 4 8M16 4c3 0 1 7 4 8-3 1-1 8-4 8" />
        </svg>
      </ActionIcon>
      {isOpen && (
        <Suspense fallback={null}>
          <GraphqlDialog />
        </Suspense>
      )}
    </>
  );
}
