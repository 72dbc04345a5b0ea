import './shell.css';
import {
  ActionIcon,
  Badge,
  Burger,
  Group,
  Stack,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useContext } from 'react';
import { NavLink, Outlet, useNavigation } from 'react-router';
import { SiteHeader } from '../../shared/site-header.tsx';
import { LazyMenu } from '../command-menu/lazy-menu.tsx';
import { LiveStateNotice } from '../live/live-state-notice.tsx';
import { LeaveDialog } from '../parts/unsaved.tsx';
import { SignOut, useViewer } from '../session/viewer.ts';
import { ShowGraphql } from '../show-graphql/show-graphql.tsx';
import { LeaveIcon, MoonIcon, SunIcon } from './icons.tsx';
import { pagesOf } from './pages.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? 'Use the light scheme' : 'Use the dark scheme';
  return (
    <ActionIcon
      title={label}
      variant="default"
      size="lg"
      aria-label={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}

function Navigation({ onChosen }: { onChosen: () => void }) {
  const viewer = useViewer();
  const { apiKey, organization } = viewer;
  return (
    <Stack h="100%" justify="space-between">
      <Stack gap={4}>
        {pagesOf(viewer).map(({ to, name, icon: picture }) => (
          <NavLink key={to} to={to} className="nav-link" onClick={onChosen}>
            {picture} {name}
          </NavLink>
        ))}
      </Stack>
      <Stack gap={6} p="xs">
        <Text size="sm" fw={600} className="one-line">
          {organization.name}
        </Text>
        <Text size="xs" c="dimmed">
          {organization.isPartner ? 'Partner' : 'Direct customer'} · key “{apiKey.name}”
        </Text>
      </Stack>
    </Stack>
  );
}

/** A key that reads only says so once, on every page. */
function ScopeNotice() {
  const { canWrite, apiKey } = useViewer();
  if (canWrite) return null;
  const names = apiKey.websites.map(({ url }) => url).join(', ');
  const reason =
    apiKey.scope === 'GLOBAL'
      ? 'Your key changes nothing. To change something, sign in with another key.'
      : `Your key is confined to ${names || 'websites that are gone'}. To change something, or to see the rest, sign in with a global key.`;
  return (
    <Group gap="xs" mb="md">
      <Badge variant="light" color="orange">
        Read only
      </Badge>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
    </Group>
  );
}

export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const signOut = useContext(SignOut);
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <header className="shell-header">
        <SiteHeader
          page="console"
          start={<Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />}
        >
          <LiveStateNotice />
          <LazyMenu />
          <ShowGraphql />
          <SchemeSwitch />
          <ActionIcon
            title="Sign out of this tab"
            variant="default"
            size="lg"
            aria-label="Sign out of this tab"
            onClick={() => signOut()}
          >
            <LeaveIcon />
          </ActionIcon>
        </SiteHeader>
      </header>
      <nav className="shell-pages" aria-label="Pages" data-opened={opened || undefined}>
        <Navigation onChosen={close} />
      </nav>
      <main id="content" className="shell-content" aria-busy={busy} tabIndex={-1}>
        <Stack maw={1960} mx="auto" gap="md">
          <TroubleNotice />
          <div>
            <ScopeNotice />
            <Outlet />
          </div>
        </Stack>
      </main>
      <LeaveDialog />
    </>
  );
}
