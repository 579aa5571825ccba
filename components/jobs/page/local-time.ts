/** What a field of type `datetime-local` shows for a moment: the date and the time of this machine's own time zone. */
export function toLocalInput(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const date = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment that such a field names; null while it is not filled in. A time that the clock skips is the one after it. */
export function fromLocalInput(value: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)) return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** The next full hour, as a first guess for an interview's start; by default on the next day. */
export function nextHour(now: Date, days = 1): Date {
  const moment = new Date(now);
  moment.setDate(moment.getDate() + days);
  moment.setHours(moment.getHours() + 1, 0, 0, 0);
  return moment;
}
