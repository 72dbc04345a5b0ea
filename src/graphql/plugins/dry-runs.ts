import type { OperationPlugin } from '../operation-plugins.ts';

/** Undoes the last dry run of a document as soon as its answer is put together. */
export const endDryRuns: OperationPlugin = {
  onResponse(context) {
    void context.endDryRun();
  },
};
