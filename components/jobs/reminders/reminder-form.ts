import type { ReminderInput, ReminderPatch } from '@/lib/jobs/reminders';
import { localTimeOf, momentOf } from '@/lib/jobs/reminders/zoned-time';

/** What the form holds, as its fields have it: a day as `2026-11-27`, a time as `09:00`. */
export type ReminderFields = {
  kind: 'at' | 'silence';
  day: string;
  time: string;
  /** Days between two times; empty for once. */
  repeatDays: string;
  days: string;
  repeats: boolean;
  note: string;
};

/** What is wrong, by field. */
export type ReminderErrors = Partial<Record<'job' | 'day' | 'time' | 'days' | 'note', string>>;

/** A day and a time of the form as the moment that a zone means by them; null for what is none. */
export function chosenMoment(
  { day, time }: Pick<ReminderFields, 'day' | 'time'>,
  timeZone: string,
): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  if (!year || !month || !date || !hour || !minute) return null;
  return momentOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(date),
      hour: Number(hour),
      minute: Number(minute),
    },
    timeZone,
  );
}

/** A moment as the form's fields of a day and a time. */
export function fieldsOfMoment(moment: Date, timeZone: string): Pick<ReminderFields, 'day' | 'time'> {
  const { year, month, day, hour, minute } = localTimeOf(moment, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` };
}

/** What the form asks for, or what is wrong with it. */
export function readReminderForm(
  fields: ReminderFields,
  { now, timeZone }: { now: Date; timeZone: string },
): { patch: ReminderPatch; inputOf: (jobId: string) => ReminderInput } | { errors: ReminderErrors } {
  const note = fields.note.trim() || null;
  if (fields.kind === 'silence') {
    const days = Number(fields.days);
    const patch = { days, repeats: fields.repeats, note };
    return { patch, inputOf: (jobId) => ({ kind: 'silence', jobId, ...patch }) };
  }
  const moment = chosenMoment(fields, timeZone);
  if (!moment) return { errors: fields.day ? { time: 'Choose a time.' } : { day: 'Choose a day.' } };
  if (moment <= now) return { errors: { day: 'This is over already. Choose a later time.' } };
  const patch = {
    at: moment.toISOString(),
    repeatDays: fields.repeatDays === '' ? null : Number(fields.repeatDays),
    note,
  };
  return { patch, inputOf: (jobId) => ({ kind: 'at', jobId, ...patch }) };
}
