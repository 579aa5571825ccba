/** How much is left of something short, as a clock shows it: `27:05`. Never below nothing. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What is read out of it, at the moments that matter; null in between. */
export function spokenTimeLeft(ms: number): string | null {
  const minutes = Math.ceil(ms / 60_000);
  if (ms <= 0) return null;
  if (minutes === 1) return 'One minute left';
  return minutes <= 5 ? 'Five minutes left' : null;
}
