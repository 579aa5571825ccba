import { describe, expect, it } from 'vitest';
import { jobStatuses } from '@/lib/jobs/schema';
import { pastOf, savedBefore } from './past';

const now = new Date('2026-11-26T12:00:00Z');

describe('the past of the demo’s postings', () => {
  it('leads to where each is, one step after the other, and is over but for a next interview', () => {
    for (const status of jobStatuses) {
      for (let index = 0; index < 60; index++) {
        const savedAt = savedBefore(index, now);
        const { steps, appliedAt, interviews } = pastOf(`job ${index}`, status, { savedAt, now });
        expect(steps[0]).toEqual({ from: null, to: 'saved', at: savedAt });
        expect(steps.at(-1)?.to).toBe(status);
        for (const [place, step] of steps.entries()) {
          expect(step.at <= now).toBe(true);
          expect(step.from).toBe(steps[place - 1]?.to ?? null);
          expect(step.at >= (steps[place - 1]?.at ?? savedAt)).toBe(true);
        }
        expect(appliedAt === null).toBe(!steps.some(({ to }) => to === 'applied'));
        const ahead = interviews.filter(({ startsAt }) => startsAt > now);
        expect(ahead).toHaveLength(status === 'interviewing' ? 1 : 0);
        for (const { startsAt, endsAt } of interviews) expect(endsAt > startsAt).toBe(true);
      }
    }
  });

  it('is the same every time, and newer postings were saved later', () => {
    const savedAt = savedBefore(3, now);
    expect(pastOf('a', 'offer', { savedAt, now })).toEqual(pastOf('a', 'offer', { savedAt, now }));
    const times = Array.from({ length: 40 }, (_, index) => savedBefore(index, now).getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});
