// All of the editor's workers in one file, as most of their code is the same. A worker's name says which one it is.

const workers: Record<string, () => Promise<unknown>> = {
  json: () => import('monaco-editor/esm/vs/language/json/json.worker.js'),
  graphql: () => import('monaco-graphql/esm/graphql.worker.js'),
};

const editorWorker = () => import('monaco-editor/esm/vs/editor/editor.worker.js');

// What is sent while its code loads would be lost.
const early: MessageEvent[] = [];
self.onmessage = (event) => early.push(event);

void (workers[self.name] ?? editorWorker)().then(() => {
  for (const event of early) self.onmessage?.(event);
});
