import { type ComponentProps, lazy, Suspense } from 'react';
import type Dialog from './bulk-dialog.tsx';

const Lazy = lazy(() => import('./bulk-dialog.tsx')) as unknown as typeof Dialog;

/** The dialog, brought when somebody asks for it. */
export const BulkDialog = <Row,>(props: ComponentProps<typeof Dialog<Row>>) => (
  <Suspense fallback={null}>
    <Lazy {...props} />
  </Suspense>
);
