import type { ReactNode } from 'react';

/** In the lines of GraphiQL's own icons. */
const icon = (drawing: ReactNode) => () => (
  <svg
    className="graphiql-toolbar-icon own-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {drawing}
  </svg>
);

export const ShareIcon = icon(
  <>
    <circle cx="6" cy="12" r="3" />
    <circle cx="18" cy="6" r="3" />
    <circle cx="18" cy="18" r="3" />
    <path d="M8.7 10.7 15.3 7.3M8.7 13.3l6.6 3.4" />
  </>,
);

export const MembersIcon = icon(
  <>
    <path d="M4 6h9M4 12h9M4 18h5" />
    <path d="M18 12v8M14 16h8" />
  </>,
);

export const CompareIcon = icon(
  <>
    <rect x="3" y="4" width="7" height="16" rx="1" />
    <rect x="14" y="4" width="7" height="16" rx="1" />
  </>,
);

export const SavedIcon = icon(<path d="M6 4h12v17l-6-4.5L6 21z" />);

export const BuilderIcon = icon(
  <>
    <rect x="3" y="3" width="6" height="6" rx="1" />
    <rect x="15" y="9" width="6" height="5" rx="1" />
    <rect x="15" y="17" width="6" height="5" rx="1" />
    <path d="M6 9v10.5h9M6 11.5h9" />
  </>,
);
