/** A moment to the minute, in UTC, as all of the console has them: two admins who talk about one see the same. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} className="tabular whitespace-nowrap">
      {minute.format(new Date(at))}
    </time>
  );
}

const minute = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
