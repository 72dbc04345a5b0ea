import type { DemoKey } from './demo-keys.ts';
import './demo-key-list.css';

interface Props {
  demoKeys: DemoKey[];
  isDisabled?: boolean;
  onPick(key: string): unknown;
}

/** The keys that a demo hands out, with what each is for. */
export function DemoKeyList({ demoKeys, isDisabled = false, onPick }: Props) {
  return (
    <ul className="demo-keys">
      {demoKeys.map(({ key, name, about, shows }) => (
        <li key={key}>
          <button type="button" disabled={isDisabled} onClick={() => onPick(key)}>
            <strong>{name}</strong>
            <span>{shows}</span>
            <small>{about}</small>
            <code>{key}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
