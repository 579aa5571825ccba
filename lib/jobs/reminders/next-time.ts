import { localTimeOf, momentOf } from './zoned-time';

/**
 * When a reminder that repeats comes next: at the same time of day in the person's zone, so many days after the last of its
 * times that is over; its rhythm stays, whenever the last one was done.
 * @param at one of its times
 */
export function nextTime(at: Date, everyDays: number, timeZone: string, now: Date): Date {
  const local = localTimeOf(at, timeZone);
  const elapsedDays = (now.getTime() - at.getTime()) / 86_400_000;
  // One step early, since days may be longer and shorter than 24 hours.
  let steps = Math.max(1, Math.floor(elapsedDays / everyDays) - 1);
  for (;;) {
    const next = momentOf({ ...local, day: local.day + steps * everyDays }, timeZone);
    if (next > now && next > at) return next;
    steps += 1;
  }
}
