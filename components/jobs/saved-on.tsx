const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day, in UTC: server and browser must write the same text, whatever their time zones. */
export function SavedOn({ at }: { at: string }) {
  return (
    <time dateTime={at} className="tabular whitespace-nowrap">
      {format.format(new Date(at))}
    </time>
  );
}
