import { Button, Group, Modal, Text } from '@mantine/core';

interface LeaveQuestionProps {
  /** What is lost. */
  texts: readonly string[];
  onStay: () => void;
  onLeave: () => void;
}

export default function LeaveQuestion({ texts, onStay, onLeave }: LeaveQuestionProps) {
  return (
    <Modal opened onClose={onStay} title="Leave without saving?">
      {texts.map((text) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onStay} data-autofocus>
          Stay here
        </Button>
        <Button color="red" onClick={onLeave}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
