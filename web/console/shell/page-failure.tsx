import { Alert, Button, Group, Text } from '@mantine/core';
import { useRouteError } from 'react-router';

/** A page that could not be loaded, or a fault of the console itself: what helps is to load it again. */
export function PageFailure() {
  const error = useRouteError();
  return (
    <Alert color="red" title="This page failed" role="alert" m="md">
      <Text size="sm">
        {error instanceof Error ? error.message : 'Nothing more is known.'} Load the page again: the service may have
        been away, or have a newer version of it.
      </Text>
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </Group>
    </Alert>
  );
}
