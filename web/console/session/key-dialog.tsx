import { Modal, Stack, Text } from '@mantine/core';
import { KeyForm } from './key-form.tsx';
import type { Viewer } from './viewer.ts';

/** Asks for another key, on top of the page that needs it. */
export default function KeyDialog({ onAccepted }: { onAccepted: (key: string, viewer: Viewer) => void }) {
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title="Your key is no longer accepted">
      <Stack>
        <Text size="sm">
          It has expired or was revoked. Enter another one to go on: what you have typed is still there.
        </Text>
        <KeyForm onAccepted={onAccepted} />
      </Stack>
    </Modal>
  );
}
