import { Anchor } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { BackIcon } from '../shell/icons.tsx';

/** What a link from a list hands on, so that the way back leads to the list as it was. */
export interface FromList {
  list: string;
}

/** Back to a list: with its search, if it is where the page was opened from. */
export function BackLink({ to, children }: { to: string; children: string }) {
  const { list } = (useLocation().state ?? {}) as Partial<FromList>;
  return (
    <Anchor
      component={Link}
      to={list?.split('?')[0] === to ? list : to}
      size="sm"
      display="inline-flex"
      style={{ alignItems: 'center', gap: 6 }}
    >
      <BackIcon size={15} /> {children}
    </Anchor>
  );
}

/** The list that is shown, for the links of its rows. */
export function useFromList(): FromList {
  const { pathname, search } = useLocation();
  return { list: `${pathname}${search}` };
}
