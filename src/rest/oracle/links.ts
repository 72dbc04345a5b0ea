import { z } from 'zod';

export const root = '/services/rest/connect';
/** The version that the service speaks; `latest` is another name for it. */
export const version = 'v1.4';

export const linkShape = z
  .object({
    rel: z.string(),
    href: z.string().meta({ format: 'uri-reference' }),
    templated: z.boolean().optional(),
    mediaType: z.string().optional(),
  })
  .meta({ id: 'Link', description: 'Where something is. A templated address has `{names}` to fill in.' });

type Link = z.infer<typeof linkShape>;

export const linksShape = z.array(linkShape);

/** The addresses of an answer: of the version that the request names, at the host that it names. */
export class Links {
  readonly #base: string;
  readonly #canonical: string;

  constructor({ origin, url }: { origin: string; url: string }) {
    this.#base = `${origin}${root}/${url.startsWith(`${root}/latest`) ? 'latest' : version}`;
    this.#canonical = `${origin}${root}/${version}`;
  }

  to(path: string): string {
    return `${this.#base}${path}`;
  }

  self = (path: string): Link => ({ rel: 'self', href: this.to(path) });

  canonical = (path: string): Link => ({ rel: 'canonical', href: `${this.#canonical}${path}` });

  describedBy = (resource: string): Link => ({
    rel: 'describedby',
    href: this.to(`/metadata-catalog/${resource}`),
    mediaType: 'application/schema+json',
  });

  /** Of one resource of a kind. */
  ofResource = (resource: string, path: string): Link[] => [
    this.self(path),
    this.canonical(path),
    this.describedBy(resource),
  ];

  /** Of a list within a resource. */
  ofNested = (path: string, template: string): Link[] => [
    this.self(path),
    { rel: 'full', href: this.to(`${path}/{${template}}`), templated: true },
  ];
}
