import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import './graphiql.css';
import { useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useColorScheme } from '../shared/color-scheme.ts';
import { currentKey, setKey } from '../shared/key.ts';
import { useKeptAnswers } from './answers.ts';
import { useEditorTheme } from './editor-theme.ts';
import { exampleTabs, keyOfExample, retarget } from './examples.ts';
import { createFetcher, type Run } from './fetcher.ts';
import { RunInfo } from './run-info.tsx';
import { tabStorage } from './tab-storage.ts';

interface Props {
  apiKey: string;
  organizationId: string;
  isDemo: boolean;
  onTrouble(): void;
}

/** Puts the ids of the caller's organization into the open example, as long as nobody has edited it. */
function useFittingVariables(organizationId: string) {
  const { tab, variableEditor } = useGraphiQL(({ tabs, activeTabIndex, variableEditor }) => ({
    tab: tabs[activeTabIndex],
    variableEditor,
  }));
  const query = tab?.query;
  useEffect(() => {
    const fitting = query && variableEditor && retarget(query, variableEditor.getValue(), organizationId);
    if (fitting) variableEditor.setValue(fitting);
  }, [query, variableEditor, organizationId]);
}

/** While an example that asks for a demo key of its own is open, that is the key; then the former one comes back. */
function useExamplesKey(apiKey: string, isDemo: boolean) {
  const former = useRef<string>(undefined);
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]);
  const wanted = isDemo && tab?.query ? keyOfExample(tab.query) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key that is picked while the example is open stays
  useEffect(() => {
    if (wanted && wanted !== apiKey) {
      former.current = apiKey;
      setKey(wanted);
    }
    return () => {
      if (former.current && currentKey() === wanted) setKey(former.current);
      former.current = undefined;
    };
  }, [wanted, tab?.id]);
}

/** A tab that is opened is brought into view, where there are more than fit. */
function useVisibleTab() {
  const { index, count } = useGraphiQL(({ activeTabIndex, tabs }) => ({ index: activeTabIndex, count: tabs.length }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is open, or their number is another one
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [index, count]);
}

/** What this page adds to GraphiQL's inner life. */
function Additions({ apiKey, organizationId, isDemo }: Props) {
  useFittingVariables(organizationId);
  useExamplesKey(apiKey, isDemo);
  useEditorTheme();
  useKeptAnswers();
  useVisibleTab();
  return null;
}

/** GraphiQL with a key, the examples, and what is told of a run. */
export default function Workspace(props: Props) {
  const { apiKey, organizationId, isDemo, onTrouble } = props;
  const scheme = useColorScheme();
  const [run, setRun] = useState<Run>();
  // GraphiQL asks for the schema anew with each new fetcher: the documentation is what this key may see.
  const fetcher = useMemo(() => createFetcher(apiKey, { onRun: setRun, onTrouble }), [apiKey, onTrouble]);
  const [tabs] = useState(() => exampleTabs(organizationId, isDemo));
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      storage={tabStorage}
      forcedTheme={scheme === 'auto' ? 'system' : scheme}
    >
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
      <GraphiQL.Footer>
        <RunInfo run={run} />
      </GraphiQL.Footer>
      <Additions {...props} />
    </GraphiQL>
  );
}
