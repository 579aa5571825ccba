import type { JobInterview as Row } from '@/lib/db/generated/client';
import type { Interview, InterviewPatch } from './schema';

/** A row of `job_interviews` as the API tells it. */
export function toInterview({ id, jobId, kind, location, notes, ...row }: Row): Interview {
  return {
    ...{ id, jobId, kind, location, notes },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Times as the columns of `job_interviews` have them: moments, whatever offset they were told with. */
export function toMoments<Times extends Pick<InterviewPatch, 'startsAt' | 'endsAt'>>({
  startsAt,
  endsAt,
}: Times): { startsAt?: Date; endsAt?: Date } {
  return {
    ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }),
    ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt) }),
  };
}
