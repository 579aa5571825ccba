'use client';

import { useEffect, useState } from 'react';
import { spokenTimeLeft, timeLeft } from './time-left';

/** Counts down what is left, and leads to where the end is told when nothing is. */
export function TimeLeft({ leftMs }: { leftMs: number }) {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    // Against the clock of this browser, however wrong, and not by counting: a sleeping tab counts nothing.
    const endsAt = Date.now() + leftMs;
    const tick = () => {
      const now = endsAt - Date.now();
      setLeft(now);
      if (now > -GRACE_MS) return;
      clearInterval(timer);
      const here = window.location.pathname + window.location.search;
      window.location.assign(`/auth/acting?next=${encodeURIComponent(here)}`);
    };
    const timer = setInterval(tick, 1_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [leftMs]);
  return (
    <>
      <span className="tabular" role="timer">
        {timeLeft(left)} left
      </span>
      <span role="status" className="sr-only">
        {spokenTimeLeft(left)}
      </span>
    </>
  );
}

// So that it is over for the server, too.
const GRACE_MS = 1_000;
