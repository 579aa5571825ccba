import { expect, test } from 'vitest';
import type { StatusChange } from '@/lib/jobs/history';
import type { Interview } from '@/lib/jobs/interviews';
import { statusBefore, timelineOf } from './timeline';

const now = new Date('2030-05-04T12:00:00Z');

test('given steps and interviews, what is over is told last first, and what is to come next first', () => {
  const changes = [
    change('interviewing', '2030-05-02T10:00:00Z', 'applied'),
    change('applied', '2030-05-01T10:00:00Z', 'saved'),
    change('saved', '2030-05-01T10:00:00Z', null),
  ];
  const interviews = [
    interview('2030-05-01T12:00:00Z', '2030-05-01T13:00:00Z'),
    interview('2030-05-04T11:30:00Z', '2030-05-04T12:30:00Z'),
    interview('2030-05-04T18:00:00Z', '2030-05-04T19:00:00Z'),
  ];
  const { toCome, happened } = timelineOf(changes, interviews, now);
  expect(toCome.map(({ at }) => at)).toEqual(['2030-05-04T11:30:00Z', '2030-05-04T18:00:00Z']);
  expect(happened.map((entry) => (entry.kind === 'status' ? entry.change.to : 'talk'))).toEqual([
    'interviewing',
    'talk',
    'applied',
    'saved',
  ]);
});

test('given an archived job, it goes back to where it was', () => {
  const changes = [
    change('archived', '2030-05-02T10:00:00Z', 'interviewing'),
    change('interviewing', '2030-05-01T10:00:00Z', 'archived'),
    change('archived', '2030-05-01T09:00:00Z', 'rejected'),
  ];
  expect(statusBefore(changes)).toBe('interviewing');
  expect(statusBefore([change('archived', '2030-05-01T09:00:00Z', null)])).toBe('saved');
  expect(statusBefore([])).toBe('saved');
});

function change(to: StatusChange['to'], changedAt: string, from: StatusChange['from']): StatusChange {
  return { id: crypto.randomUUID(), from, to, changedAt, changedBy: null };
}

function interview(startsAt: string, endsAt: string): Interview {
  const at = '2030-01-01T00:00:00Z';
  const id = crypto.randomUUID();
  return {
    id,
    jobId: id,
    kind: 'video',
    startsAt,
    endsAt,
    location: null,
    notes: null,
    createdAt: at,
    updatedAt: at,
  };
}
