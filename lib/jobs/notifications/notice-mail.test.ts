import { describe, expect, it } from 'vitest';
import { digestMail } from './digest-mail';
import { noticeMail } from './notice-mail';
import { noticeWords } from './notice-words';
import type { Notice } from './schema';

const setting = {
  jobId: '0199',
  organizationName: 'Nora Berg',
  timeZone: 'Europe/Berlin',
  appUrl: 'https://foothold.example',
};
const job = { title: 'Cartographer\r\nBcc: x', company: 'Halcyon Maps' };
const reminder: Exclude<Notice, { kind: 'digest' }> = {
  kind: 'reminder',
  facts: {
    ...job,
    reminderId: '01992f9e-0000-7000-8000-000000000000',
    silentDays: null,
    note: 'Call Sam',
    dueAt: '2026-11-27T08:00:00Z',
  },
};
const interview: Exclude<Notice, { kind: 'digest' }> = {
  kind: 'interview',
  facts: {
    ...job,
    interviewId: '01992f9e-0000-7000-8000-000000000000',
    before: 'hour',
    startsAt: '2026-11-27T08:00:00+00:00',
    interviewKind: 'phone',
    location: '+49 30 1234',
  },
};

describe('a notice by mail', () => {
  it('of a reminder says what it is for and when, in one line of subject, and leads to the job', () => {
    expect(noticeMail(reminder, setting)).toMatchObject({
      subject: 'Reminder: Cartographer Bcc: x at Halcyon Maps',
      text: ['Call Sam', 'For Friday, November 27 at 9:00 AM GMT+1.', expect.stringContaining('snooze')],
      action: { url: 'https://foothold.example/jobs/0199' },
    });
  });

  it('of silence says for how long', () => {
    const facts = { ...reminder.facts, note: null, silentDays: 7 };
    const { text } = noticeMail({ kind: 'reminder', facts }, setting);
    expect(text[0]).toBe('Nothing has happened for 7 days.');
  });

  it('of an interview says when and where', () => {
    expect(noticeMail(interview, setting)).toMatchObject({
      subject: 'Soon: phone interview, Cartographer Bcc: x at Halcyon Maps',
      text: ['It begins on Friday, November 27 at 9:00 AM GMT+1.', 'Where: +49 30 1234'],
    });
  });

  it.each([reminder, interview, { kind: 'reminders_paused' as const, facts: {} }])(
    'has whole words in the app, too: $kind',
    (notice) => {
      const { title, text } = noticeWords(notice, 'Europe/Berlin');
      expect([title, text].join(' ')).not.toMatch(/undefined|null|NaN| {2}|\.\./);
      expect(title).not.toMatch(/[\r\n]/);
    },
  );
});

describe('the digest', () => {
  const nothing = {
    saved: 0,
    applied: 0,
    interviewing: 0,
    offers: 0,
    rejected: 0,
    interviews: [],
    reminders: [],
    silent: [],
  };

  it('tells a week in one sentence', () => {
    const { text } = digestMail({ ...nothing, saved: 1, applied: 3, offers: 2 }, setting);
    expect(text).toEqual([
      'Last week you saved 1 job, applied for 3, and got 2 offers.',
      'Nothing is planned for this week yet.',
    ]);
  });

  it('lists what is to come at the times of the person’s zone, each with its job', () => {
    const named = { jobId: 'a', ...job };
    const mail = digestMail(
      {
        ...nothing,
        interviews: [{ ...named, startsAt: new Date('2026-11-30T08:00:00Z'), kind: 'onsite' }],
        reminders: [{ ...named, dueAt: new Date('2026-12-01T23:30:00Z'), note: 'Call Sam' }],
        silent: [named],
      },
      setting,
    );
    expect(mail.text).toEqual(['Last week was a quiet one.']);
    expect(mail.lists?.map(({ title, items }) => [title, items[0]?.text])).toEqual([
      [
        'Interviews to come',
        'Monday, November 30 at 9:00 AM GMT+1: interview on site, Cartographer Bcc: x at Halcyon Maps',
      ],
      ['Reminders', 'Wednesday, December 2: Cartographer Bcc: x at Halcyon Maps. Call Sam'],
      ['Nothing heard for two weeks', 'Cartographer Bcc: x at Halcyon Maps'],
    ]);
    expect(mail.lists?.[0]?.items[0]?.url).toBe('https://foothold.example/jobs/a');
  });
});
