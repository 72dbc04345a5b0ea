import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { Run } from './fetcher.ts';

const number = new Intl.NumberFormat('en');

function limitText({ limit, remaining, reset }: NonNullable<Run['rateLimit']>): string {
  const left = number.format(Number(remaining));
  const all = limit === null ? '' : ` of ${number.format(Number(limit))}`;
  return `${left}${all} left${reset === null ? '' : `, new ones in ${reset} s`}`;
}

function entries(run: Run): [term: string, value: string | undefined][] {
  return [
    ['HTTP', String(run.status)],
    ['Time', `${number.format(Math.round(run.ms))} ms`],
    ['Cost', run.cost === undefined ? undefined : number.format(run.cost)],
    ['Rate limit', run.rateLimit && limitText(run.rateLimit)],
    ['Request', run.requestId ?? undefined],
  ];
}

/** How the last run of the open tab went, as far as the service told. */
export function RunInfo({ run }: { run: Run | undefined }) {
  const [runs, setRuns] = useState<Record<string, Run>>({});
  const tabId = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run belongs to the tab that is open when it ends
  useEffect(() => {
    if (run && tabId) setRuns((before) => ({ ...before, [tabId]: run }));
  }, [run]);
  const shown = tabId === undefined ? undefined : runs[tabId];
  return (
    <section aria-live="polite" aria-label="The last run">
      <dl className="run-info">
        {shown ? (
          entries(shown).map(
            ([term, value]) =>
              value !== undefined && (
                <div key={term} data-outcome={term === 'HTTP' && shown.status >= 400 ? 'failed' : undefined}>
                  <dt>{term}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )
        ) : (
          <div>
            <dt>Ctrl-Enter</dt>
            <dd>runs the operation</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
