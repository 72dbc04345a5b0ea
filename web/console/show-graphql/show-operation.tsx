import { ActionIcon } from '@mantine/core';
import { GraphqlIcon } from './graphql-icon.tsx';
import { showNextChange } from './observing.ts';

interface ShowOperationProps {
  /** Does the same as the button beside this one. Without it, the form is submitted. */
  run?: () => unknown;
  disabled?: boolean;
}

/** Stands beside the button of an action. It shows the operation first, and the user decides whether it is sent. */
export const ShowOperation = ({ run, disabled = false }: ShowOperationProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="lg"
    title="Show this as GraphQL, before it is sent"
    aria-label="Show this as GraphQL"
    disabled={disabled}
    onClick={({ currentTarget: { form } }) => {
      if (!run && !form?.reportValidity()) return;
      showNextChange();
      if (run) void run();
      else form?.requestSubmit();
    }}
  >
    <GraphqlIcon />
  </ActionIcon>
);
