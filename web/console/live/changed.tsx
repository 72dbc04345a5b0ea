import './live.css';
import { Alert } from '@mantine/core';
import { useViewer } from '../session/viewer.ts';
import { type ChangedType, type SeenChange, useSeenChange } from './changes.ts';

function useAuthor(change: SeenChange | undefined): string {
  const { apiKey } = useViewer();
  if (!change) return '';
  const { changedBy, operator } = change;
  if (changedBy) return changedBy.apiKeyId === apiKey.id ? 'with your key' : `by the key “${changedBy.name}”`;
  return operator === null ? '' : `by the operator ${operator}`;
}

/** Within a row, marks it for two seconds after somebody changed what it shows, and says who. */
export function ChangedMark({ type, id }: { type: ChangedType; id: string }) {
  const change = useSeenChange(type, id);
  const author = useAuthor(change);
  if (!change?.isFresh) return null;
  return <span className="changed-mark one-line">{`${change.kind === 'CREATED' ? 'New' : 'Changed'} ${author}`}</span>;
}

interface ChangedMeanwhileProps {
  type: ChangedType;
  /** As it was when the typing began; undefined while nothing is typed. */
  base: { revision: number } | undefined;
  now: { id: string; revision: number };
}

/** Says, while something is typed, that somebody was faster: before it is saved. */
export function ChangedMeanwhile({ type, base, now }: ChangedMeanwhileProps) {
  const author = useAuthor(useSeenChange(type, now.id));
  if (!base || base.revision >= now.revision) return null;
  return (
    <Alert color="orange" role="status" title={`It was changed meanwhile ${author}`.trimEnd()}>
      What you type is still here. If you save it, you see both versions first.
    </Alert>
  );
}
