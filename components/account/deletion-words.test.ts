import { expect, it } from 'vitest';
import type { DeletionEffects } from '@/lib/deletion';
import { deletionWords } from './deletion-words';

const nothing: DeletionEffects = { ownerless: [], deleted: [], left: [], savedJobs: 0, guests: 0, paid: [] };
const words = (effects: Partial<DeletionEffects>) =>
  deletionWords({ ...nothing, ...effects }, { days: 30, nameOf: (id) => id.toUpperCase() }).join('\n');

it('given an account with nothing in it, says what always happens', () => {
  expect(words({})).toContain('For 30 days you can sign in and keep the account.');
  expect(words({})).toContain('Your profile and your board go.');
  expect(words({})).not.toMatch(/renewed|for good|leave/);
});

it.each([
  [1, '1 saved job.'],
  [1200, '1,200 saved jobs.'],
])('given %i saved jobs, says %s', (savedJobs, ending) => {
  expect(words({ savedJobs })).toContain(ending);
});

it('given organizations, says which go and which go on', () => {
  const text = words({
    deleted: [{ id: '1', name: 'Solo' }],
    left: [
      { id: '2', name: 'Halcyon' },
      { id: '3', name: 'Meridian' },
    ],
    guests: 2,
  });
  expect(text).toContain('Solo goes too');
  expect(text).toContain('You leave Halcyon and Meridian.');
  expect(text).toContain('2 other people in your organization lose');
});

it('given what is paid, says that it is not given back', () => {
  const subscription = { planId: 'pro', endsAt: null, currentPeriodEnd: '2026-12-20T00:00:00.000Z' };
  const lifetime = { planId: 'pro' };
  // Only what the words are made of.
  const paid = [{ organizationName: 'Mine', subscription, lifetime }] as unknown as DeletionEffects['paid'];
  expect(words({ paid })).toContain('What is paid for until December 20, 2026 is not given back.');
  expect(words({ paid })).toContain('PRO, which is yours for good, is lost.');
});
