import { useCallback, useEffect, useState } from 'react';

/** Who asks, as far as the page shows it. */
export interface Viewer {
  organization: { id: string; name: string; isPartner: boolean };
  apiKey: { name: string; scope: 'GLOBAL' | 'WEBSITES'; readOnly: boolean; websites: { url: string }[] };
}

/** Why the service does not answer as it should, and what to do about it. */
export interface Problem {
  what: string;
  advice: string;
  /** When it is asked again by itself, in milliseconds; absent: not before the key is another one. */
  retryMs?: number;
}

export interface Session {
  /** Of the last key that was accepted. */
  viewer?: Viewer | undefined;
  problem?: Problem | undefined;
}

const query = `query ExplorerViewer {
  viewer { organization { id name isPartner } apiKey { name scope readOnly websites { url } } }
}`;

/** How long until a service that does not answer is asked again. */
const retryMs = 2000;

const seconds = (header: string | null) => Math.max(1, Number(header) || 0) * 1000;

async function ask(key: string): Promise<Session> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query }),
    });
  } catch {
    return {
      problem: {
        what: 'The service does not answer.',
        advice: 'It may be starting anew, or the network may be gone. This page asks again by itself.',
        retryMs,
      },
    };
  }
  if (response.status === 401)
    return {
      problem: {
        what: 'This key is not accepted.',
        advice: 'It is mistyped, expired or revoked: give another one, or ask the operator of this service for one.',
      },
    };
  if (response.status === 429)
    return {
      problem: {
        what: 'Your organization has used up its requests for now.',
        advice: 'They come back by themselves, and this page goes on then.',
        retryMs: seconds(response.headers.get('retry-after')),
      },
    };
  const viewer = response.ok ? (await response.json().catch(() => undefined))?.data?.viewer : undefined;
  if (viewer) return { viewer };
  return {
    problem: {
      what: `The service cannot answer (HTTP ${response.status}).`,
      advice: `This page asks again by itself. If it stays, tell the operator the request id ${response.headers.get('x-request-id')}.`,
      retryMs,
    },
  };
}

/** Whom a key stands for, asked again while the service cannot tell; and a way to ask at once. */
export function useSession(key: string): Session & { check(): void } {
  const [session, setSession] = useState<Session>({});
  const [attempt, setAttempt] = useState(0);
  const check = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks
  useEffect(() => {
    if (!key) {
      setSession({});
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    void ask(key).then((answer) => {
      if (over) return;
      setSession((last) => ({ viewer: last.viewer, ...answer }));
      if (answer.problem?.retryMs) timer = setTimeout(check, answer.problem.retryMs);
    });
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key, attempt, check]);
  return { ...session, check };
}
