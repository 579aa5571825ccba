import { describe, expect, it } from 'vitest';
import type { SavedJob } from '../schema';
import { mergedFields } from './merged-fields';

const empty: SavedJob = {
  id: '00000000-0000-7000-8000-000000000001',
  title: 'Engineer',
  company: 'Halcyon',
  location: null,
  url: null,
  workMode: null,
  salary: null,
  salaryText: null,
  source: null,
  closesOn: null,
  notes: null,
  status: 'saved',
  description: null,
  appliedAt: null,
  statusChangedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const full: SavedJob = {
  ...empty,
  title: 'Software Engineer',
  location: 'Berlin',
  workMode: 'remote',
  salary: { min: 1, max: 2, currency: 'EUR', interval: 'year' },
  salaryText: '1–2 cents',
  notes: 'Theirs',
  status: 'applied',
};

describe('the job that stays', () => {
  it('takes what it lacks, and leaves what it has', () => {
    expect(mergedFields(empty, full, [])).toEqual({
      location: 'Berlin',
      workMode: 'remote',
      salary: full.salary,
      salaryText: '1–2 cents',
      notes: 'Theirs',
    });
    expect(mergedFields(full, empty, [])).toEqual({});
  });

  it('takes what was chosen from the other, even that there is nothing', () => {
    expect(mergedFields(full, empty, ['title', 'location', 'status', 'company'])).toEqual({
      title: 'Engineer',
      location: null,
      status: 'saved',
    });
  });

  it('takes pay and its words together or not at all', () => {
    const kept = { ...empty, salaryText: 'Competitive' };
    expect(mergedFields(kept, full, [])).not.toHaveProperty('salary');
    expect(mergedFields(kept, full, ['salary'])).toMatchObject({
      salary: full.salary,
      salaryText: '1–2 cents',
    });
  });

  it.each([
    ['Mine', 'Theirs', 'Mine\n\nTheirs'],
    ['Mine', null, undefined],
    [null, 'Theirs', 'Theirs'],
    ['Mine and Theirs', 'Theirs', undefined],
    ['Mine', 'Mine and Theirs', 'Mine and Theirs'],
  ])('has notes %j and %j as %j', (mine, theirs, notes) => {
    expect(mergedFields({ ...full, notes: mine }, { ...full, notes: theirs }, []).notes).toBe(notes);
  });
});
