import '@mantine/core/styles/Kbd.css';
import { Kbd, Modal } from '@mantine/core';

const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const shortcuts: [keys: string[], what: string][] = [
  [[mod, 'K'], 'Search everything, go to a page, do something'],
  [['/'], 'Search in the list of the page'],
  [['?'], 'This list'],
  [['Escape'], 'Close what is open'],
  [['Space'], 'Take up an account group by its handle, and put it down'],
  [['↑', '↓'], 'Move an account group that is taken up, or the choice in a menu'],
];

/** What the keyboard can do everywhere. */
export default function Shortcuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Shortcuts">
      <dl className="shortcuts">
        {shortcuts.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
