import { ActionIcon } from '@mantine/core';
import { GraphqlIcon } from './graphql-icon.tsx';
import { showNextChange } from './observing.ts';

interface ShowOperationProps {
  /** Does what the button beside it does; without it, the form is submitted. */
  run?: () => unknown;
  disabled?: boolean;
}

/** Beside the button of an action: shows the operation that it sends, which is sent or not as somebody decides. */
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
