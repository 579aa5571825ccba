import type { StatusChange } from '@/lib/jobs/history';
import type { Interview } from '@/lib/jobs/interviews';

/** One thing that happened to an application, or is to happen. */
export type TimelineEntry = { at: string } & (
  | { kind: 'status'; change: StatusChange }
  | { kind: 'interview'; interview: Interview }
);

/** What is to come, the next thing first, and what has happened, the last thing first. */
export type Timeline = { toCome: TimelineEntry[]; happened: TimelineEntry[] };

/** Steps and interviews of an application in one order. An interview has happened once it is over. */
export function timelineOf(
  changes: readonly StatusChange[],
  interviews: readonly Interview[],
  now: Date,
): Timeline {
  const steps = changes.map((change): TimelineEntry => ({ kind: 'status', at: change.changedAt, change }));
  const talks = interviews.map((interview): TimelineEntry & { kind: 'interview' } => ({
    kind: 'interview',
    at: interview.startsAt,
    interview,
  }));
  const isToCome = ({ interview }: { interview: Interview }) => Date.parse(interview.endsAt) > now.getTime();
  return {
    toCome: talks.filter(isToCome).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    // Steps come newest first; of two in one moment they keep that order.
    happened: [...steps, ...talks.filter((talk) => !isToCome(talk))].sort(
      (a, b) => Date.parse(b.at) - Date.parse(a.at),
    ),
  };
}

/** The status that an archived job had before: where it goes when it is restored. */
export function statusBefore(changes: readonly StatusChange[]): NonNullable<StatusChange['from']> {
  return changes.find(({ to }) => to === 'archived')?.from ?? 'saved';
}
