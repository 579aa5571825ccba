import { describe, expect, it } from 'vitest';
import { fieldsOfMoment, type ReminderFields, readReminderForm } from './reminder-form';

const now = new Date('2026-11-26T20:00:00Z');
const setting = { now, timeZone: 'Europe/Berlin' };
const fields: ReminderFields = {
  kind: 'at',
  day: '2026-11-27',
  time: '09:00',
  repeatDays: '',
  days: '7',
  repeats: false,
  note: '  ',
};

const inputOf = (more: Partial<ReminderFields>) => {
  const read = readReminderForm({ ...fields, ...more }, setting);
  return 'errors' in read ? read.errors : read.inputOf('job');
};

describe('the form', () => {
  it('means the time of the person’s zone', () => {
    expect(inputOf({})).toEqual({
      kind: 'at',
      jobId: 'job',
      at: '2026-11-27T08:00:00.000Z',
      repeatDays: null,
      note: null,
    });
    expect(inputOf({ repeatDays: '7', note: ' Call Sam ' })).toMatchObject({
      repeatDays: 7,
      note: 'Call Sam',
    });
  });

  it('asks for silence by days', () => {
    expect(inputOf({ kind: 'silence', day: '', days: '14', repeats: true })).toEqual({
      kind: 'silence',
      jobId: 'job',
      days: 14,
      repeats: true,
      note: null,
    });
  });

  it.each([
    [{ day: '' }, { day: 'Choose a day.' }],
    [{ time: '' }, { time: 'Choose a time.' }],
    [{ day: '2026-11-26', time: '20:30' }, { day: 'This is over already. Choose a later time.' }],
  ])('given %j it says what is wrong', (more, errors) => {
    expect(inputOf(more)).toEqual(errors);
  });

  it('shows a moment as it was chosen', () => {
    expect(fieldsOfMoment(new Date('2026-11-27T08:00:00Z'), 'Europe/Berlin')).toEqual({
      day: '2026-11-27',
      time: '09:00',
    });
  });
});
