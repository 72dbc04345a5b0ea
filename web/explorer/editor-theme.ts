import { useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

/** Colours of the editor, as the page has them, each with enough contrast to its ground. */
interface Palette {
  base: 'vs' | 'vs-dark';
  ground: string;
  text: string;
  accent: string;
  accentTint: string;
  lineNumber: string;
  comment: string;
  argument: string;
  type: string;
  number: string;
}

const light: Palette = {
  base: 'vs',
  ground: '#ffffff',
  text: '#1f2937',
  accent: '#4338ca',
  accentTint: '#4338ca1f',
  lineNumber: '#566378',
  comment: '#2f6f2f',
  argument: '#4f46c8',
  type: '#00696b',
  number: '#0b6a48',
};

const dark: Palette = {
  base: 'vs-dark',
  ground: '#1b202b',
  text: '#e5e9f2',
  accent: '#a5b4fc',
  accentTint: '#a5b4fc2b',
  lineNumber: '#9aa6ba',
  comment: '#8fbf7f',
  argument: '#b3aeff',
  type: '#4fd1b5',
  number: '#b5cea8',
};

const theme = ({ base, ground, text, accent, accentTint, lineNumber, comment, argument, type, number }: Palette) => ({
  base,
  inherit: true,
  colors: {
    'editor.background': '#ffffff00',
    'editorLineNumber.foreground': lineNumber,
    'editorLineNumber.activeForeground': text,
    'editorLineNumber.dimmedForeground': lineNumber,
    'editorHoverWidget.background': ground,
    'editorSuggestWidget.background': ground,
    'editorSuggestWidget.selectedBackground': accentTint,
    'editorSuggestWidget.selectedForeground': text,
    'editorWidget.background': ground,
    focusBorder: accent,
    'list.focusHighlightForeground': accent,
    'list.highlightForeground': accent,
    'list.hoverBackground': accentTint,
    'menu.background': ground,
    'menu.selectionBackground': accentTint,
    'menu.selectionForeground': text,
    'quickInput.background': ground,
    'quickInputList.focusBackground': accentTint,
    'quickInputList.focusForeground': text,
    'scrollbar.shadow': '#ffffff00',
    'textLink.activeForeground': accent,
    'textLink.foreground': accent,
  },
  rules: [
    { token: 'comment', foreground: comment },
    { token: 'argument.identifier.gql', foreground: argument },
    { token: 'type.identifier.gql', foreground: type },
    { token: 'number', foreground: number },
  ],
});

/** Gives GraphiQL's two themes the colours of the page. */
export function useEditorTheme(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    monaco?.editor.defineTheme('graphiql-LIGHT', theme(light));
    monaco?.editor.defineTheme('graphiql-DARK', theme(dark));
  }, [monaco]);
}
