import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import icon from '../../shared/icon.svg';
import { TroubleNotice } from '../shell/trouble-notice.tsx';
import { KeyForm } from './key-form.tsx';
import type { Viewer } from './viewer.ts';

export function SignIn({ onAccepted }: { onAccepted: (key: string, viewer: Viewer) => void }) {
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper className="card" w="100%" maw={440} shadow="md">
        <Stack gap="lg">
          <Group gap="sm">
            <img src={icon} alt="" width={40} height={40} />
            <div>
              <Title order={1} size="h3">
                group-gateway console
              </Title>
              <Text size="sm" c="dimmed">
                Groups, websites and account groups
              </Text>
            </div>
          </Group>
          <TroubleNotice />
          <KeyForm onAccepted={onAccepted} />
        </Stack>
      </Paper>
    </Center>
  );
}
