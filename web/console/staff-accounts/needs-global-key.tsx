import { EmptyState } from '@mantine/core';
import { PersonIcon } from '../shell/icons.tsx';

/** In the place of a page that a key does not open which is confined to websites. */
export const NeedsGlobalKey = ({ what }: { what: string }) => (
  <EmptyState
    py="xl"
    icon={<PersonIcon size={28} />}
    variant="light"
    title={`${what} need a global key`}
    description="Your key is confined to websites. Sign in with another one."
  />
);
