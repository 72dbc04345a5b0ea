import { type ConsoleLink, consoleLink } from './console-links.ts';
import type { Place } from './places.ts';
import { useMarks } from './use-marks.ts';
import { usePlaces } from './use-places.ts';
import './answer.css';

const maxLinks = 6;

/** Each resource once, under the best name that the answer has for it. */
function linksOf(places: readonly Place[]): ConsoleLink[] {
  const links = new Map<string, ConsoleLink>();
  for (const link of places.flatMap((place) => consoleLink(place) ?? []))
    if (!links.has(link.href)) links.set(link.href, link);
  return [...links.values()];
}

/** What of the answer the console has a page for, as links that a keyboard reaches as well. */
export function AnswerLinks() {
  const places = usePlaces();
  useMarks(places);
  const links = linksOf(places);
  if (links.length === 0) return null;
  const more = links.length - maxLinks;
  return (
    <nav className="answer-links" aria-label="In the console">
      <span className="quiet">In the console</span>
      <ul>
        {links.slice(0, maxLinks).map(({ kind, label, href }) => (
          <li key={href}>
            <a href={href} title={`This ${kind} in the console`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {more > 0 && <span className="quiet">and {more} more</span>}
    </nav>
  );
}
