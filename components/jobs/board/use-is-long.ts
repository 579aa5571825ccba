import { useState } from 'react';

/**
 * Whether a list has so many jobs that only those in view are drawn, by code that comes with such a list alone. A list that has
 * been long stays so, so that what somebody scrolls through is made anew at most once.
 * @param count how many jobs there are, loaded or not
 * @param short as many as come with the page
 */
export function useIsLong(count: number, short: number): boolean {
  const [isLong, setIsLong] = useState(count > short);
  if (!isLong && count > 2 * short) setIsLong(true);
  return isLong;
}
