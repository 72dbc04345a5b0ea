import { createTheme } from '@mantine/core';

export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '650' },
  colors: {
    brand: [
      '#eef2ff',
      '#e0e7ff',
      '#c7d2fe',
      '#a5b4fc',
      '#818cf8',
      '#6366f1',
      '#4f46e5',
      '#4338ca',
      '#3730a3',
      '#312e81',
    ],
    // Mantine's surfaces and borders of the dark scheme, in the blue of the page.
    dark: [
      '#e5e9f2',
      '#c3cad9',
      '#a9b3c5',
      '#8390a6',
      '#414b60',
      '#2f3748',
      '#232a38',
      '#1b202b',
      '#161a23',
      '#12151d',
    ],
  },
  primaryColor: 'brand',
  primaryShade: 6,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Plain objects: what a page does not use is not brought for its settings.
    Badge: { defaultProps: { tt: 'none', fw: 600, size: 'md' } },
    // A dialog's title is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.5, blur: 2 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
  },
});
