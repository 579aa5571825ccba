/** The time zone that this browser goes by. For what happens on a press; what is drawn goes by the one that the server knows. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
