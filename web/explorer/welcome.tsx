import { DemoKeyList } from '../shared/demo-key-list.tsx';
import type { DemoKey } from '../shared/demo-keys.ts';
import { setKey } from '../shared/key.ts';
import { KeyForm } from '../shared/key-form.tsx';

function DemoKeys({ demoKeys }: { demoKeys: DemoKey[] }) {
  return (
    <>
      <p>
        This service runs on demo data. Pick whom to be: each key shows another side of the same API, and examples that
        run as they are.
      </p>
      <DemoKeyList demoKeys={demoKeys} onPick={setKey} />
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
      <KeyForm submit="Use this key" onKey={setKey} />
      <p className="hint">
        This tab keeps the key until it is closed, and tabs of the console and the explorer that you open meanwhile take
        it over. It is sent to this service and to nobody else.
      </p>
    </div>
  );
}
