import { Client } from 'pg';
import type { JobStatus } from '@/lib/jobs';
import { pastOf, savedBefore } from './past';
import { uuidOf } from './population/chance';
import { insertRows, type Row } from './population/insert-rows';

/** A posting that is there already, and when it was saved. */
export type Posting = {
  organizationId: string;
  id: string;
  status: JobStatus;
  savedAt: Date;
  savedBy: string;
  /** By which its past is found: the same one for the same name. */
  name: string;
};

/**
 * Writes what postings have been through in place of what their making has noted. The triggers that note it are past for rows
 * that are there; `client` is the owner of the tables, within a transaction.
 */
export async function writePasts(client: Client, postings: readonly Posting[], now: Date): Promise<void> {
  const changes: Row[] = [];
  const interviews: Row[] = [];
  const times: Row[] = [];
  for (const { organizationId, id, status, savedAt, savedBy, name } of postings) {
    const past = pastOf(name, status, { savedAt, now });
    const last = past.steps.at(-1)?.at ?? savedAt;
    times.push({ organizationId, id, savedAt, appliedAt: past.appliedAt, movedAt: last });
    for (const [place, { from, to, at }] of past.steps.entries())
      changes.push({
        organizationId,
        id: uuidOf(`${id} step ${place}`),
        jobId: id,
        fromStatus: from,
        toStatus: to,
        changedBy: savedBy,
        changedAt: at,
      });
    for (const [place, interview] of past.interviews.entries())
      interviews.push({
        organizationId,
        id: uuidOf(`${id} interview ${place}`),
        jobId: id,
        ...interview,
        createdAt: last,
        updatedAt: last,
      });
  }
  await client.query(
    `delete from app.job_status_changes c using unnest($1::uuid[], $2::uuid[]) as p (organization_id, id)
     where c.organization_id = p.organization_id and c.job_id = p.id`,
    [postings.map(({ organizationId }) => organizationId), postings.map(({ id }) => id)],
  );
  // Whatever notes a change of a job would note this one as of now.
  await client.query("set local session_replication_role = 'replica'");
  await client.query(
    `update app.saved_jobs j set created_at = t."savedAt", updated_at = t."movedAt",
       status_changed_at = t."movedAt", applied_at = t."appliedAt"
     from jsonb_to_recordset($1) as t ("organizationId" uuid, id uuid, "savedAt" timestamptz, "appliedAt" timestamptz, "movedAt" timestamptz)
     where j.organization_id = t."organizationId" and j.id = t.id`,
    [JSON.stringify(times)],
  );
  await insertRows(client, 'app.job_status_changes', changes);
  await insertRows(client, 'app.job_interviews', interviews);
}

/** Gives the jobs of a demo account, the newest first, a past of some weeks or months. */
export async function giveAccountPast(
  ownerUrl: string,
  { organizationId, userId }: { organizationId: string; userId: string },
  now: Date,
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl.split('?')[0] });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; status: JobStatus }>(
      'select id, status from app.saved_jobs where organization_id = $1 order by id desc',
      [organizationId],
    );
    const postings = rows.map(({ id, status }, index) => ({
      organizationId,
      id,
      status,
      savedAt: savedBefore(index, now),
      savedBy: userId,
      name: `demo ${index}`,
    }));
    await client.query('begin');
    await writePasts(client, postings, now);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
