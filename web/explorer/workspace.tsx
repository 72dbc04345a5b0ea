import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import './editor-workers/set-up.ts';
import './graphiql.css';
import './tools/panes.css';
import { useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useColorScheme } from '../shared/color-scheme.ts';
import type { DemoKey } from '../shared/demo-keys.ts';
import { currentKey, setKey } from '../shared/key.ts';
import { AnswerLinks } from './answer/answer-links.tsx';
import { useKeptAnswers } from './answers.ts';
import { BUILDER_PLUGIN } from './builder/builder-plugin.tsx';
import { useEditorTheme } from './editor-theme.ts';
import { EstimateInfo } from './estimate/estimate-info.tsx';
import { exampleTabs, keyOfExample, retarget } from './examples.ts';
import { createFetcher, type Run } from './fetcher.ts';
import { EventList, type LiveRun } from './live/event-list.tsx';
import { RunInfo } from './run-info.tsx';
import { SAVED_PLUGIN } from './saved/saved-plugin.tsx';
import { tabStorage } from './tab-storage.ts';
import { MoreTools } from './tools/more-tools.tsx';
import { Notices } from './tools/notices.tsx';
import { useSharedLink } from './tools/shared-link.ts';

const plugins = [HISTORY_PLUGIN, BUILDER_PLUGIN, SAVED_PLUGIN];

interface Props {
  apiKey: string;
  organizationId: string;
  demoKeys: DemoKey[];
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
function Additions({ apiKey, organizationId, demoKeys }: Props) {
  useFittingVariables(organizationId);
  useExamplesKey(apiKey, demoKeys.length > 0);
  useEditorTheme();
  useKeptAnswers();
  useVisibleTab();
  useSharedLink();
  return null;
}

/** GraphiQL with a key, the examples, and what is told of a run. */
export default function Workspace(props: Props) {
  const { apiKey, organizationId, demoKeys, onTrouble } = props;
  const scheme = useColorScheme();
  const [run, setRun] = useState<Run>();
  const [liveRun, setLiveRun] = useState<LiveRun>();
  // GraphiQL asks for the schema anew with each new fetcher: the documentation is what this key may see.
  const fetcher = useMemo(
    () => createFetcher(apiKey, { onRun: setRun, onSend: setLiveRun, onTrouble }),
    [apiKey, onTrouble],
  );
  const [tabs] = useState(() => exampleTabs(organizationId, demoKeys.length > 0));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultTabs={tabs}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      storage={tabStorage}
      forcedTheme={scheme === 'auto' ? 'system' : scheme}
    >
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <MoreTools apiKey={apiKey} demoKeys={demoKeys} />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <EventList run={liveRun} />
        <AnswerLinks />
        <EstimateInfo apiKey={apiKey} />
        <RunInfo run={run} />
      </GraphiQL.Footer>
      <Additions {...props} />
      <Notices />
    </GraphiQL>
  );
}
