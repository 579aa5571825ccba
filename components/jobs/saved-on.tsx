'use client';

import { useSyncExternalStore } from 'react';

const inUtc = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const inOwnZone = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' });

/**
 * The day as the reader's calendar has it. The server does not know it and writes the day in UTC; the browser starts
 * from the same text, so that nothing differs, and then puts its own in place.
 */
export function SavedOn({ at }: { at: string }) {
  const day = useSyncExternalStore(
    neverChanges,
    () => inOwnZone.format(new Date(at)),
    () => inUtc.format(new Date(at)),
  );
  return (
    <time dateTime={at} className="tabular whitespace-nowrap">
      {day}
    </time>
  );
}

const neverChanges = () => () => {};
