'use client';

import { useSyncExternalStore } from 'react';
import { momentWords, spanWords } from './moment-words';

/**
 * A moment as the reader's clock has it, or with `until` a span of time. The server does not know the clock and writes
 * UTC, saying so; the browser starts from the same text, so that nothing differs, and then puts its own in place.
 */
export function OwnMoment({ at, until }: { at: string; until?: string }) {
  const words = (timeZone?: string) => (until ? spanWords(at, until, timeZone) : momentWords(at, timeZone));
  const told = useSyncExternalStore(
    neverChanges,
    () => words(),
    () => `${words('UTC')} UTC`,
  );
  return (
    <time dateTime={at} className="tabular">
      {told}
    </time>
  );
}

const neverChanges = () => () => {};
