import { Button, Modal, SimpleGrid, Stack, Text } from '@mantine/core';

export interface ConflictField {
  name: string;
  mine: string;
  theirs: string;
}

interface ConflictChoiceProps {
  /** What was changed by somebody else meanwhile; undefined while nothing was. */
  fields: ConflictField[] | undefined;
  saving: boolean;
  onMine: () => void;
  onTheirs: () => void;
  onLater: () => void;
}

function Side({
  title,
  className,
  values,
}: {
  title: string;
  className: string;
  values: [name: string, value: string][];
}) {
  return (
    <section className={className} aria-label={title} style={{ flex: 1 }}>
      <Text fw={650} mb="xs">
        {title}
      </Text>
      <dl style={{ margin: 0 }}>
        {values.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Somebody else was faster: both versions side by side, to choose from. Nothing was written yet. */
export function ConflictChoice({ fields, saving, onMine, onTheirs, onLater }: ConflictChoiceProps) {
  return (
    <Modal opened={fields !== undefined} onClose={onLater} size="lg" title="Somebody else changed this meanwhile">
      <Stack>
        <Text size="sm" c="dimmed">
          Nothing of yours is saved yet. Choose which version stays.
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Stack gap="sm">
            <Side
              title="Yours"
              className="choice choice-mine"
              values={(fields ?? []).map(({ name, mine }) => [name, mine])}
            />
            <Button flex="none" onClick={onMine} loading={saving} data-autofocus>
              Apply mine again
            </Button>
          </Stack>
          <Stack gap="sm">
            <Side
              title="Theirs, as it is now"
              className="choice"
              values={(fields ?? []).map(({ name, theirs }) => [name, theirs])}
            />
            <Button flex="none" variant="default" onClick={onTheirs} disabled={saving}>
              Keep theirs
            </Button>
          </Stack>
        </SimpleGrid>
      </Stack>
    </Modal>
  );
}
