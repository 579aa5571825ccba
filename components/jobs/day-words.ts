/** A day of the calendar, the same for every reader: `May 4, 2030`. */
export function dayWords(day: string): string {
  return calendarDay.format(new Date(`${day}T00:00:00Z`));
}

const calendarDay = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
