import { asTenant, type Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { requireFeature } from '@/lib/entitlements';
import { idempotently, problems } from '@/lib/http';
import { requireWriter } from '../require-writer';
import { futureMoment } from './future-moment';
import { reminderOf, scheduleCheck } from './reminder-row';
import { type Reminder, type ReminderInput, reminderInputSchema } from './schema';

/** Open reminders that a person may have in an organization: more than anybody could answer, and few enough to be read at once. */
export const OPEN_REMINDERS_MAX = 1_000;

/**
 * Makes a reminder for the person alone. Silence is counted from what last happened to the job; where it has lasted that
 * long already, from now, since nobody asks to be reminded at once.
 * @param idempotencyKey a repeat with the same key and input gets the first reminder again
 * @throws ProblemError 402 `payment_required`, 403 for viewers and `plan_upgrade_required`, 404 for a job that is not there, 409 when there are
 * {@link OPEN_REMINDERS_MAX} open ones or for `idempotency_conflict`, 422 for a time that cannot be; ZodError for wrong input
 */
export async function createReminder(
  tenant: TenantContext,
  input: ReminderInput,
  idempotencyKey?: string,
): Promise<Reminder> {
  const fields = reminderInputSchema.parse(input);
  await requireFeature(tenant, 'reminders');
  const { organizationId, userId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { jobId, note = null } = fields;
    // One person's at a time: of two at once at the last place one finds it taken.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`reminders:${organizationId}:${userId}`}, 0))`;
    // By person: what one has made is not told to another of the organization who came upon the same key.
    const operation = `reminders.create:${userId}`;
    return idempotently(tx, tenant, { operation, key: idempotencyKey, request: fields }, async () => {
      await requireJob(tx, tenant, jobId);
      await requirePlace(tx, tenant);
      const { id } = await tx.reminder.create({
        data: { organizationId, userId, jobId, note, ...columnsOf(fields) },
        select: { id: true },
      });
      await countFromNowIfPast(tx, tenant, id);
      await scheduleCheck(tx, tenant, id);
      return reminderOf(tx, tenant, id);
    });
  });
}

function columnsOf(fields: ReturnType<typeof reminderInputSchema.parse>) {
  if (fields.kind === 'silence') return { kind: fields.kind, days: fields.days, repeats: fields.repeats };
  const days = fields.repeatDays ?? null;
  return { kind: fields.kind, remindAt: futureMoment('at', fields.at), days, repeats: days !== null };
}

async function requireJob(tx: Transaction, { organizationId }: TenantContext, id: string): Promise<void> {
  // Held, so that one that is deleted at this moment is so before or after.
  const found = await tx.$queryRaw<unknown[]>`
    select from app.saved_jobs where organization_id = ${organizationId}::uuid and id = ${id}::uuid for key share`;
  if (found.length === 0) throw problems.notFound();
}

async function requirePlace(tx: Transaction, { organizationId, userId }: TenantContext): Promise<void> {
  const where: Prisma.ReminderWhereInput = { organizationId, userId, doneAt: null };
  if ((await tx.reminder.count({ where })) < OPEN_REMINDERS_MAX) return;
  throw problems.conflict(
    `You have ${OPEN_REMINDERS_MAX.toLocaleString('en')} open reminders. Mark some as done before you add more.`,
  );
}

async function countFromNowIfPast(
  tx: Transaction,
  { organizationId }: TenantContext,
  id: string,
): Promise<void> {
  await tx.$executeRaw`
    update app.reminders r set counted_from = now()
    where r.organization_id = ${organizationId}::uuid and r.id = ${id}::uuid and r.kind = 'silence'
      and (select app.reminder_due_at(r, j) <= now() from app.saved_jobs j
           where j.organization_id = r.organization_id and j.id = r.job_id)`;
}
