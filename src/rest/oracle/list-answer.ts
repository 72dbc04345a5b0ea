import type { RestAnswer } from '../route.ts';
import { Links } from './links.ts';

/** A part of a list, with the address of the next one. */
export function listAnswer(
  request: { origin: string; url: string },
  resource: string,
  items: readonly unknown[],
  hasMore: boolean,
  { size, offset }: { size: number; offset: number },
): RestAnswer {
  const links = new Links(request);
  const [, search = ''] = request.url.split('?', 2);
  const next = new URLSearchParams(search);
  next.set('limit', String(size));
  next.set('offset', String(offset + size));
  return {
    status: 200,
    body: {
      items,
      hasMore,
      links: [
        { rel: 'self', href: links.to(`/${resource}${search && `?${search}`}`) },
        links.canonical(`/${resource}`),
        links.describedBy(resource),
        ...(hasMore ? [{ rel: 'next', href: links.to(`/${resource}?${next}`) }] : []),
      ],
    },
  };
}
