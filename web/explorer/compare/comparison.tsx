import { type FormEvent, useId, useState } from 'react';
import type { DemoKey } from '../../shared/demo-keys.ts';
import { useReadOperation } from '../tools/open-operation.ts';
import { type Answered, askBoth, kindOf } from './ask-both.ts';
import { differences } from './differences.ts';
import { setSecondKey, useSecondKey } from './second-key.ts';
import './comparison.css';

function SecondKey({ demoKeys }: { demoKeys: DemoKey[] }) {
  const id = useId();
  const key = useSecondKey();
  const isDemo = demoKeys.some((each) => each.key === key);
  return (
    <>
      <label htmlFor={id}>Second key</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="gg_…"
        value={key}
        onChange={({ target }) => setSecondKey(target.value.trim())}
      />
      {demoKeys.length > 0 && (
        <select aria-label="A demo key" value={isDemo ? key : ''} onChange={({ target }) => setSecondKey(target.value)}>
          <option value="">A key of your own</option>
          {demoKeys.map(({ key: demoKey, name }) => (
            <option key={demoKey} value={demoKey}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

function Differences({ answers: [first, second] }: { answers: [Answered, Answered] }) {
  const rows = differences(first.text, second.text);
  const count = rows.filter(({ isSame }) => !isSame).length;
  return (
    <>
      <p className="quiet" role="status">
        {count === 0
          ? 'Both keys get the same answer.'
          : `The answers differ in ${count} ${count === 1 ? 'line' : 'lines'}.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
      <section className="differences" tabIndex={0} aria-label="The two answers">
        <table>
          <thead>
            <tr>
              <th scope="col">Your key · HTTP {first.status}</th>
              <th scope="col">Second key · HTTP {second.status}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ left, right, isSame }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <tr key={index} data-differs={!isSame || undefined}>
                <td>{left}</td>
                <td>{right}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const unsuitable: Record<string, string> = {
  subscription: 'A subscription has no answer to compare. Open a query or a mutation.',
  none: 'The operation has a fault. Mend it first.',
};

/** Runs the open operation with two keys, and marks what differs in the answers. */
export function Comparison({ apiKey, demoKeys }: { apiKey: string; demoKeys: DemoKey[] }) {
  const read = useReadOperation();
  const second = useSecondKey();
  const [isRunning, setRunning] = useState(false);
  const [answers, setAnswers] = useState<[Answered, Answered]>();
  const [problem, setProblem] = useState('');
  const kind = kindOf(read()) ?? 'none';
  const runText = kind === 'mutation' ? 'Run the mutation twice' : 'Run as both';

  async function compare(event: FormEvent) {
    event.preventDefault();
    setRunning(true);
    setProblem('');
    try {
      setAnswers(await askBoth(read(), [apiKey, second]));
    } catch (error) {
      setAnswers(undefined);
      setProblem(
        error instanceof SyntaxError
          ? 'Nothing was sent: the variables are not JSON.'
          : 'The service did not answer. Try again when it does.',
      );
    } finally {
      setRunning(false);
    }
  }

  return (
    <div className="comparison">
      {unsuitable[kind] ? (
        <p>{unsuitable[kind]}</p>
      ) : (
        <form autoComplete="off" onSubmit={(event) => void compare(event)}>
          <SecondKey demoKeys={demoKeys} />
          <button type="submit" disabled={second === '' || isRunning}>
            {isRunning ? 'Running …' : runText}
          </button>
          <p className="quiet">
            {kind === 'mutation' && 'Both keys do it, yours first. With “dryRun: true” nothing is written. '}
            The second key is kept for this tab only, as the first one is.
          </p>
        </form>
      )}
      {problem && <p role="alert">{problem}</p>}
      {answers && <Differences answers={answers} />}
    </div>
  );
}
