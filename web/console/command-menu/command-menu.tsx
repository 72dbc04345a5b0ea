import '@mantine/spotlight/styles.css';
import { failureOf } from '@group-gateway/client';
import { useComputedColorScheme, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { SignOut, useViewer } from '../session/viewer.ts';
import {
  GroupsIcon,
  KeyIcon,
  LeaveIcon,
  MoonIcon,
  PeopleIcon,
  PersonIcon,
  PlusIcon,
  SearchIcon,
  SunIcon,
  WebsiteIcon,
} from '../shell/icons.tsx';
import { pagesOf } from '../shell/pages.tsx';
import { createCommand } from '../shell/use-create-command.ts';
import { type Found, useFind } from './use-find.ts';

const [store, menu] = createSpotlight();

export const openMenu = menu.open;
export const toggleMenu = menu.toggle;

interface Command {
  name: string;
  about?: string;
  icon: ReactNode;
  run: () => unknown;
}

const icons: Record<string, ReactNode> = {
  groups: <GroupsIcon />,
  websites: <WebsiteIcon />,
  'account-groups': <PeopleIcon />,
  'staff-accounts': <PersonIcon />,
};

type Rights = ReturnType<typeof useViewer>;

/** What can be created, by the page that has the form for it. */
const creations = ({ canWrite, canWriteStaff, canWriteKeys }: Rights): { name: string; to: string }[] => [
  ...(canWrite
    ? [
        { name: 'New group', to: '/groups' },
        { name: 'New website', to: '/websites' },
      ]
    : []),
  ...(canWriteStaff
    ? [
        { name: 'New account group', to: '/account-groups' },
        { name: 'New staff account', to: '/staff-accounts' },
      ]
    : []),
  ...(canWriteKeys
    ? [
        { name: 'New API key', to: '/api-keys' },
        { name: 'New webhook endpoint', to: '/webhooks' },
      ]
    : []),
];

function useCommands(onShortcuts: () => void): Command[] {
  const viewer = useViewer();
  const navigate = useNavigate();
  const signOut = useContext(SignOut);
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return [
    ...pagesOf(viewer).map(({ to, name, icon }) => ({ name, about: 'Page', icon, run: () => navigate(to) })),
    ...creations(viewer).map(({ name, to }) => ({
      name,
      icon: <PlusIcon />,
      run: () => navigate(to, { state: createCommand }),
    })),
    {
      name: dark ? 'Use the light scheme' : 'Use the dark scheme',
      icon: dark ? <SunIcon /> : <MoonIcon />,
      run: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    { name: 'List the shortcuts', icon: <KeyIcon />, run: onShortcuts },
    { name: 'Open the explorer', icon: <SearchIcon />, run: () => window.open('/', '_blank', 'noopener') },
    { name: 'Sign out of this tab', icon: <LeaveIcon />, run: signOut },
  ];
}

/** Spotlight selects the first one when the text changes, and knows nothing of what is found later. */
function useFirstSelected(found: readonly Found[]): void {
  const ids = found.map(({ to }) => to).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something else is found
  useEffect(() => {
    const [first, ...others] = document.querySelectorAll('.command-menu [data-action]');
    for (const action of others) action.removeAttribute('data-selected');
    first?.setAttribute('data-selected', 'true');
    store.setState({ ...store.getState(), selected: first ? 0 : -1 });
  }, [ids]);
}

const contains = (text: string, part: string) => text.toLowerCase().includes(part.trim().toLowerCase());

function nothing(query: string, searching: boolean, error: unknown): string {
  if (error) return `The search did not work: ${failureOf(error).message}`;
  if (searching && query) return 'Searching …';
  return 'Nothing fits.';
}

/** Everything by name, address or id, and what can be done, from the keyboard. */
export default function CommandMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { found, searching, error } = useFind(query);
  useFirstSelected(found);
  const commands = useCommands(onShortcuts).filter(({ name }) => contains(name, query));
  const pictureOf = ({ to }: Found) => icons[to.split('/')[1] ?? ''];
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      title={<VisuallyHidden>Command menu</VisuallyHidden>}
      className="command-menu"
      centered={false}
    >
      <Spotlight.Search
        placeholder="Search by name, address or id, or for an action"
        aria-label="Search by name, address or id, or for an action"
        leftSection={<SearchIcon size={18} />}
        maxLength={255}
      />
      <Spotlight.ActionsList aria-label="Found">
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Found">
            {found.map((one) => (
              <Spotlight.Action
                key={one.to}
                label={one.name}
                description={one.about}
                leftSection={pictureOf(one)}
                onClick={() => navigate(one.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label="Go to, and do">
            {commands.map(({ name, about, icon, run }) => (
              <Spotlight.Action
                key={name}
                label={name}
                {...(about && { description: about })}
                leftSection={icon}
                onClick={() => void run()}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + commands.length === 0 && <Spotlight.Empty>{nothing(query, searching, error)}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
