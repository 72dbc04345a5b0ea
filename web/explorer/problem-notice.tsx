import { useEffect, useState } from 'react';
import type { Problem } from './session.ts';

/** Counts down from a number of milliseconds, in seconds. */
function useCountdown(ms: number): number {
  const [until] = useState(() => Date.now() + ms);
  const [left, setLeft] = useState(Math.ceil(ms / 1000));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function Countdown({ ms }: { ms: number }) {
  return <span aria-hidden="true"> Next try in {useCountdown(ms)} s.</span>;
}

/** What happened and what to do. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  const { what, advice, retryMs } = problem;
  return (
    <div className="problem" role="alert">
      <strong>{what}</strong> {advice}
      {/* A time that long is worth watching. */}
      {retryMs !== undefined && retryMs > 5000 && <Countdown ms={retryMs} />}
    </div>
  );
}
