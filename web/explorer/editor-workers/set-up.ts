import type {} from 'monaco-editor';
import EditorWorker from './worker.ts?worker';

self.MonacoEnvironment = { getWorker: (_id: string, label: string) => new EditorWorker({ name: label }) };
