import './command-menu.css';
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { SearchIcon } from '../shell/icons.tsx';

const bringMenu = () => import('./command-menu.tsx');
const CommandMenu = lazy(bringMenu);
const Shortcuts = lazy(() => import('./shortcuts.tsx'));

/** The search of the list that the page shows. */
const searchHere = () => document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();

/** What is open is to be dealt with first: it would be lost. */
const isKept = () => document.querySelector('[data-no-menu]') !== null;

/** The way to the command menu and to the list of shortcuts, which are brought when somebody asks for them. */
export function LazyMenu() {
  const [wanted, setWanted] = useState(false);
  const [shortcuts, setShortcuts] = useState<'never' | 'opened' | 'closed'>('never');
  const show = (how: 'openMenu' | 'toggleMenu') => {
    setWanted(true);
    // If it cannot be brought now, the next try brings it.
    void bringMenu().then(
      (menu) => menu[how](),
      () => setWanted(false),
    );
  };
  const listShortcuts = () => setShortcuts('opened');
  useHotkeys([['mod+K', () => isKept() || show('toggleMenu')]], []);
  useHotkeys([
    ['shift+?', listShortcuts],
    ['/', searchHere],
    ['shift+/', searchHere], // where it is above another key
  ]);
  return (
    <>
      <Button
        variant="default"
        leftSection={<SearchIcon size={16} />}
        onClick={() => show('openMenu')}
        aria-label="Search everything"
        aria-keyshortcuts="Control+K Meta+K"
        className="menu-button"
      >
        <span className="menu-button-text">Search</span>
      </Button>
      <Suspense fallback={null}>
        {wanted && <CommandMenu onShortcuts={listShortcuts} />}
        {shortcuts !== 'never' && <Shortcuts opened={shortcuts === 'opened'} onClose={() => setShortcuts('closed')} />}
      </Suspense>
    </>
  );
}
