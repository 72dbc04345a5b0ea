import { EmptyState } from '@mantine/core';
import { KeyIcon } from '../shell/icons.tsx';
import { useViewer } from './viewer.ts';

/** In the place of a page that the key does not open. */
export function NeedsKeyAdministration({ what }: { what: string }) {
  const { name } = useViewer().apiKey;
  return (
    <EmptyState
      py="xl"
      icon={<KeyIcon size={28} />}
      variant="light"
      title={`${what} need the permission for key administration`}
      description={`Your key “${name}” does not have it. Sign in with a key that has it, or ask your operator for one.`}
    />
  );
}
