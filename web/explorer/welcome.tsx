import type { DemoKey } from '../shared/demo-keys.ts';
import { setKey } from '../shared/key.ts';
import { KeyForm } from './key-form.tsx';

function DemoKeys({ demoKeys }: { demoKeys: DemoKey[] }) {
  return (
    <>
      <p>
        This service runs on demo data. Pick whom to be: each key shows another side of the same API, and examples that
        run as they are.
      </p>
      <ul className="demo-keys">
        {demoKeys.map(({ key, name, about, shows }) => (
          <li key={key}>
            <button type="button" onClick={() => setKey(key)}>
              <strong>{name}</strong>
              <span>{shows}</span>
              <small>{about}</small>
              <code>{key}</code>
            </button>
          </li>
        ))}
      </ul>
      <h2>Or a key of your own</h2>
    </>
  );
}

/** What there is to see while there is no key: how to get going. */
export function Welcome({ demoKeys }: { demoKeys: DemoKey[] }) {
  const isDemo = demoKeys.length > 0;
  return (
    <div className="welcome">
      <h1>Explore the API</h1>
      {isDemo ? (
        <DemoKeys demoKeys={demoKeys} />
      ) : (
        <p>
          Every request needs a key, and what you see here is what that key may see. The operator of this service makes
          one with <code>npm run admin -- key create</code>.
        </p>
      )}
      <KeyForm />
      <p className="hint">The key is kept for this tab only. It is sent to this service and to nobody else.</p>
    </div>
  );
}
