import type { ReactNode } from 'react';
import icon from './icon.svg';
import './site-header.css';

const pages = [
  { page: 'explorer', name: 'Explorer', href: '/' },
  { page: 'console', name: 'Console', href: '/console' },
] as const;

interface Props {
  page: (typeof pages)[number]['page'];
  /** Before the name of the service. */
  start?: ReactNode;
  /** At the other end. */
  children: ReactNode;
}

/** What all pages have at the top, within their `header`. */
export function SiteHeader({ page, start, children }: Props) {
  return (
    <div className="site-header">
      {start}
      <a className="brand" href="/" aria-label="group-gateway">
        <img src={icon} alt="" width="28" height="28" />
        <span>group-gateway</span>
      </a>
      <nav aria-label="Explorer and console">
        {pages.map((each) => (
          <a key={each.page} href={each.href} aria-current={each.page === page ? 'page' : undefined}>
            {each.name}
          </a>
        ))}
      </nav>
      <div className="site-header-end">{children}</div>
    </div>
  );
}
