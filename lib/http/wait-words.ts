/**
 * How long somebody has to wait, as the end of a sentence: `in 12 seconds`, `in 5 minutes`, `in an hour`. Rounded up, so that who
 * comes back then is let in. The server knows no time zone of theirs, hence no time of day.
 */
export function waitWords(seconds: number): string {
  if (seconds <= 1) return 'in a second';
  if (seconds < 60) return `in ${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return 'in a minute';
  if (minutes < 60) return `in ${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? 'in an hour' : `in ${hours} hours`;
}
