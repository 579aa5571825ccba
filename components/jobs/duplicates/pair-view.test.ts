import { describe, expect, it } from 'vitest';
import type { SavedJob } from '@/lib/jobs/schema';
import { pairView } from './pair-view';

const job: SavedJob = {
  id: '00000000-0000-7000-8000-000000000001',
  title: 'Data Engineer',
  company: 'Northbound',
  location: 'Berlin',
  url: null,
  workMode: null,
  salary: null,
  salaryText: null,
  source: 'linkedin',
  closesOn: null,
  notes: 'Mine',
  status: 'saved',
  description: null,
  appliedAt: null,
  statusChangedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('a pair', () => {
  it('asks only for what both say, and differently', () => {
    const other: SavedJob = {
      ...job,
      id: 'b',
      company: 'Northbound GmbH',
      url: 'https://a.example/1',
      notes: 'Theirs',
    };
    const view = pairView({ jobs: [job, other], likeness: 1, by: 'posting' });
    expect(view.differences).toEqual([
      { field: 'company', label: 'Company', values: ['Northbound', 'Northbound GmbH'], usual: 0 },
    ]);
    expect(view.added).toEqual([{ label: 'Link', value: 'https://a.example/1' }]);
  });

  it('has nothing to ask where both say the same', () => {
    const view = pairView({ jobs: [job, { ...job, id: 'b' }], likeness: 1, by: 'url' });
    expect([view.differences, view.added]).toEqual([[], []]);
  });

  it.each([
    ['saved', 'applied', 1],
    ['applied', 'saved', 0],
    ['offer', 'interviewing', 0],
  ] as const)('of %s and %s suggests the one that is further', (mine, theirs, usual) => {
    const jobs: [SavedJob, SavedJob] = [
      { ...job, status: mine },
      { ...job, id: 'b', status: theirs },
    ];
    expect(pairView({ jobs, likeness: 1, by: 'url' }).differences).toMatchObject([
      { field: 'status', usual },
    ]);
  });

  it('tells how long a description is and how it begins, without its markup', () => {
    const jobs: [SavedJob, SavedJob] = [
      job,
      { ...job, description: `<p>Bake <b>bread</b>&nbsp;well</p>${' day'.repeat(40)}` },
    ];
    const [added] = pairView({ jobs, likeness: 1, by: 'url' }).added;
    expect(added?.value).toMatch(/^43 words: “Bake bread well day .*…”$/);
  });
});
