import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';

interface RowButtonProps {
  /** What the pointer reads. */
  title: string;
  /** What a screen reader reads, if that names the row as well. */
  label?: string;
  icon: ReactNode;
  onClick: () => void;
}

/** A button in a row, with an icon alone. */
export const RowButton = ({ title, label = title, icon, onClick }: RowButtonProps) => (
  <ActionIcon title={title} variant="default" size="lg" aria-label={label} onClick={onClick}>
    {icon}
  </ActionIcon>
);
