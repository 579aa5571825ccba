'use client';

import { snoozeTimes } from '@/lib/jobs/reminders/snooze-times';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { browserTimeZone } from './browser-time-zone';
import { fieldsOfMoment, type ReminderErrors, type ReminderFields } from './reminder-form';
import { daysWords, everyWords } from './reminder-words';

type FieldsProps = { fields: ReminderFields; change: (some: Partial<ReminderFields>) => void };

/** When a reminder at a time is due, and how often it comes again. */
export function TimeFields({ fields, errors, change }: FieldsProps & { errors: ReminderErrors }) {
  return (
    <>
      <div className="grid gap-2.5">
        <div className="grid grid-cols-2 gap-3">
          <Field label="Day" error={errors.day} required>
            <Input
              type="date"
              name="day"
              value={fields.day}
              onChange={(event) => change({ day: event.target.value })}
            />
          </Field>
          <Field label="Time" error={errors.time} required>
            <Input
              type="time"
              name="time"
              value={fields.time}
              onChange={(event) => change({ time: event.target.value })}
            />
          </Field>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: buttons that fill in two fields, not a fieldset */}
        <div role="group" aria-label="Common times" className="flex flex-wrap gap-2">
          {snoozeTimes(new Date(), browserTimeZone()).map(({ label, at }) => (
            <Button
              key={label}
              variant="secondary"
              size="sm"
              onClick={() => change(fieldsOfMoment(at, browserTimeZone()))}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Field label="Repeat" hint="Once you mark it as done.">
        <Select
          name="repeatDays"
          value={fields.repeatDays}
          onChange={(event) => change({ repeatDays: event.target.value })}
        >
          <option value="">Never</option>
          {offered(repeatChoices, fields.repeatDays).map((days) => (
            <option key={days} value={days}>
              {capitalised(everyWords(days))}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** After how long without news a reminder is due. */
export function SilenceFields({ fields, change }: FieldsProps) {
  return (
    <>
      <Field
        label="After"
        hint="Without a change of status, an edit, a note or an interview. Each of these starts the count anew."
      >
        <Select name="days" value={fields.days} onChange={(event) => change({ days: event.target.value })}>
          {offered(silenceChoices, fields.days).map((days) => (
            <option key={days} value={days}>
              {daysWords(days)} without news
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        name="repeats"
        checked={fields.repeats}
        onChange={(event) => change({ repeats: event.target.checked })}
        label="Again and again"
        description="Once you mark it as done, it counts anew."
      />
    </>
  );
}

const silenceChoices = [3, 5, 7, 10, 14, 21, 30];
const repeatChoices = [1, 7, 14, 30];

// What was set by a script may be none of the usual ones.
function offered(choices: readonly number[], present: string): number[] {
  return [...new Set([...choices, ...(present === '' ? [] : [Number(present)])])].toSorted((a, b) => a - b);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
