import { useEffect, useRef } from 'react';
import type { JobList } from './board-state';

/** Rows before the end of what is loaded at which the next ones are asked for. */
const AHEAD = 20;

/** Loads the next jobs of a list before its end comes into view. @param last the last row that is drawn, −1 for none */
export function useLoadAhead(last: number, { jobs, nextCursor }: JobList, load: () => void): void {
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const near = last >= jobs.length - AHEAD && last >= 0;
  const emptied = jobs.length === 0;
  // Once for each place in the list: what failed is asked for again when the list is scrolled on.
  useEffect(() => {
    if (nextCursor !== null && (near || emptied)) latest.current();
  }, [nextCursor, near, emptied]);
}
