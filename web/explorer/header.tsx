import { useState } from 'react';
import { type ColorScheme, setColorScheme, useColorScheme } from '../shared/color-scheme.ts';
import type { DemoKey } from '../shared/demo-keys.ts';
import { setKey } from '../shared/key.ts';
import { KeyForm } from '../shared/key-form.tsx';
import { SiteHeader } from '../shared/site-header.tsx';
import type { Viewer } from './session.ts';

/** The choice that asks for a key of one's own; no key is so short. */
const another = 'another';

function scopeText({ scope, readOnly, websites }: Viewer['apiKey']): string {
  if (scope === 'GLOBAL') return readOnly ? 'read-only key' : 'global key';
  return websites.length === 1 ? `${websites[0]?.url} only` : `${websites.length} websites only`;
}

function Caller({ viewer: { organization, apiKey } }: { viewer: Viewer }) {
  return (
    <p className="caller">
      <strong>{organization.name}</strong>
      <span className="badge">{organization.isPartner ? 'partner' : 'direct customer'}</span>
      <span className="scope">{scopeText(apiKey)}</span>
    </p>
  );
}

function KeyPicker({ apiKey, demoKeys }: { apiKey: string; demoKeys: DemoKey[] }) {
  const [asking, setAsking] = useState(false);
  const demoKey = demoKeys.find(({ key }) => key === apiKey);
  function take(key: string) {
    setKey(key);
    setAsking(false);
  }
  if (asking) return <KeyForm submit="Use this key" onKey={take} />;
  return (
    <div className="key-picker">
      <label>
        <span className="label">Key</span>
        <select
          value={demoKey ? apiKey : ''}
          onChange={({ target }) => (target.value === another ? setAsking(true) : setKey(target.value))}
        >
          {!demoKey && <option value="">A key of your own</option>}
          {demoKeys.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
          <option value={another}>Another key …</option>
        </select>
      </label>
      <button type="button" onClick={() => setKey('')}>
        Forget
      </button>
    </div>
  );
}

const schemes: Record<ColorScheme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' };

function SchemePicker() {
  return (
    <select
      className="scheme-picker"
      aria-label="Colours"
      value={useColorScheme()}
      onChange={({ target }) => setColorScheme(target.value as ColorScheme)}
    >
      {Object.entries(schemes).map(([scheme, text]) => (
        <option key={scheme} value={scheme}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface Props {
  apiKey: string;
  demoKeys: DemoKey[];
  viewer: Viewer | undefined;
}

export function Header({ apiKey, demoKeys, viewer }: Props) {
  return (
    <header className="top">
      <SiteHeader page="explorer">
        {apiKey && (
          <>
            {viewer && <Caller viewer={viewer} />}
            <KeyPicker apiKey={apiKey} demoKeys={demoKeys} />
          </>
        )}
        <SchemePicker />
      </SiteHeader>
    </header>
  );
}
