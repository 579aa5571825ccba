/** A moment as a person of a zone writes it: `Friday, November 27 at 9:00 AM`, with the zone behind it. */
export function momentWords(iso: string, timeZone: string): string {
  return `${dayWords(iso, timeZone)} at ${clockWords(iso, timeZone)}`;
}

/** The day of a moment: `Friday, November 27`. */
export function dayWords(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone,
  }).format(new Date(iso));
}

function clockWords(iso: string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  // Newer versions put a narrow space before AM and PM, which some mail programs cannot show.
  return clock.format(new Date(iso)).replaceAll('\u202f', ' ');
}
