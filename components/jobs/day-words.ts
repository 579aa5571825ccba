/** A day of the calendar, the same for every reader: `May 4, 2030`. */
export function dayWords(day: string): string {
  calendarDay ??= new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  return calendarDay.format(new Date(`${day}T00:00:00Z`));
}

// Made where it is first wanted: a browser takes longer for the first of them than for all of the code that a page begins with.
let calendarDay: Intl.DateTimeFormat | undefined;
