import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { forgetUnsaved, useUnsaved } from '../parts/unsaved.tsx';

interface SecretDialogProps {
  title: string;
  /** What it is for. */
  about: ReactNode;
  /** Undefined while there is none to show. */
  secret: string | undefined;
  /** Another way to use it. */
  action?: ReactNode;
  onStored: () => void;
}

/** A secret that the service tells this one time: nothing but the button closes it. */
export function SecretDialog({ title, about, secret, action, onStored: onStoredGiven }: SecretDialogProps) {
  useUnsaved(secret !== undefined, 'The secret is shown only now: nobody can read it again.');
  const onStored = () => {
    forgetUnsaved();
    onStoredGiven();
  };
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onStored}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack data-no-menu>
        <Text size="sm">{about} It is shown only now: nobody can read it again.</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} aria-label="The secret">
          {secret}
        </Code>
        <Group justify="space-between">
          <Group gap="sm">
            <CopyButton value={secret ?? ''} timeout={4000}>
              {({ copied, copy }) => (
                <Button variant={copied ? 'light' : 'filled'} onClick={copy} data-autofocus>
                  {copied ? 'Copied' : 'Copy the secret'}
                </Button>
              )}
            </CopyButton>
            {action}
          </Group>
          <Button variant="default" onClick={onStored}>
            I have stored it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
