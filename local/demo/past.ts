import type { InterviewKind } from '@/lib/db';
import type { JobStatus } from '@/lib/jobs';
import { type Chance, chanceFor } from './population/chance';

/** What a posting of the demo has been through by now. Steps come one after the other; the first is when it was saved. */
export type Past = {
  steps: { from: JobStatus | null; to: JobStatus; at: Date }[];
  appliedAt: Date | null;
  interviews: { kind: InterviewKind; startsAt: Date; endsAt: Date; location: string | null }[];
};

const DAY = 86_400_000;

/**
 * A believable way to where a posting is: saved some evening, applied for within days, answered after a week or two, or
 * never. It is the same for the same name, at the same distance from now, and nothing of it but a next interview is ahead.
 */
export function pastOf(
  name: string,
  status: JobStatus,
  { savedAt, now }: { savedAt: Date; now: Date },
): Past {
  const chance = chanceFor(`past of ${name}`);
  const stages = stagesTo(status, chance);
  const waits = stages.map((stage) => waitBefore(stage, chance));
  const wanted = waits.reduce((sum, wait) => sum + wait, 0);
  // What was saved only days ago has come this far more quickly.
  const pace = Math.min(1, ((now.getTime() - savedAt.getTime()) * 0.9) / Math.max(wanted, 1));
  let at = savedAt.getTime();
  const steps: Past['steps'] = [{ from: null, to: 'saved', at: savedAt }];
  for (const [index, to] of stages.entries()) {
    at += (waits[index] ?? 0) * pace;
    steps.push({ from: steps.at(-1)?.to ?? null, to, at: new Date(at) });
  }
  const interviewing = steps.find(({ to }) => to === 'interviewing');
  return {
    steps,
    appliedAt: steps.find(({ to }) => to === 'applied')?.at ?? null,
    interviews: interviewing ? interviewsFrom(interviewing.at, status, { chance, now }) : [],
  };
}

function stagesTo(status: JobStatus, chance: Chance): JobStatus[] {
  const heard = chance.happens(0.3);
  switch (status) {
    case 'saved':
      return [];
    case 'rejected':
      return heard ? ['applied', 'interviewing', 'rejected'] : ['applied', 'rejected'];
    case 'archived':
      return heard ? ['applied', 'archived'] : ['archived'];
    case 'applied':
      return ['applied'];
    case 'interviewing':
      return ['applied', 'interviewing'];
    case 'offer':
      return ['applied', 'interviewing', 'offer'];
  }
}

function waitBefore(stage: JobStatus, chance: Chance): number {
  const [least, most] = stage === 'applied' ? [0.2, 5] : stage === 'interviewing' ? [3, 14] : [6, 24];
  return (least + chance.next() * (most - least)) * DAY;
}

const kinds = [
  { kind: 'phone', minutes: 30, location: null },
  { kind: 'video', minutes: 60, location: 'https://meet.example/room' },
  { kind: 'onsite', minutes: 120, location: 'At their office' },
] as const;

function interviewsFrom(
  begun: Date,
  status: JobStatus,
  { chance, now }: { chance: Chance; now: Date },
): Past['interviews'] {
  const first = interviewAt(new Date(Math.min(begun.getTime() + 2 * DAY, now.getTime() - DAY / 4)), 0);
  if (status !== 'interviewing') return [first];
  const ahead = interviewAt(atHour(now.getTime() + chance.between(1, 6) * DAY, chance.between(9, 16)), 1);
  return [first, ahead];
}

function interviewAt(startsAt: Date, nth: number): Past['interviews'][number] {
  const { kind, minutes, location } = kinds[nth] ?? kinds[0];
  return { kind, startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000), location };
}

function atHour(time: number, hour: number): Date {
  const date = new Date(time);
  date.setUTCHours(hour, 0, 0, 0);
  return date;
}

/** When the `index`-th newest posting of an account was saved: two or three a week, back from yesterday. */
export function savedBefore(index: number, now: Date): Date {
  const days = 1 + index * 2.6 + ((index * 7) % 5) * 0.4;
  return new Date(now.getTime() - days * DAY - ((index * 5) % 9) * 3_600_000);
}
