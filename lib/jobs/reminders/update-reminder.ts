import { asTenant, type Prisma, type ReminderKind, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { futureMoment } from './future-moment';
import { nextTime } from './next-time';
import { reminderOf, scheduleCheck } from './reminder-row';
import { requireKeeper } from './require-keeper';
import { type Reminder, type ReminderPatch, reminderPatchSchema } from './schema';
import { DEFAULT_TIME_ZONE, timeZoneIn } from './time-zone';

/**
 * Changes, snoozes or finishes one of the person's reminders. One that repeats goes on to its next time; done twice for the
 * same `dueAt`, as by a second click or after a lost answer, it goes on once. Possible also while the plan has no
 * reminders: what is kept can be put in order.
 * @throws ProblemError 402 `payment_required`, 404 when it is not there or somebody else's, 422 for a time that cannot be or a
 * field of the other kind; ZodError for wrong input
 */
export async function updateReminder(
  tenant: TenantContext,
  id: string,
  patch: ReminderPatch,
): Promise<Reminder> {
  const fields = reminderPatchSchema.parse(patch);
  return asTenant(tenant, async (tx) => {
    await requireKeeper(tx);
    const present = await held(tx, tenant, id);
    const isOther = fields.done && fields.dueAt !== undefined && !isSame(present.dueAt, fields.dueAt);
    if (isOther) return reminderOf(tx, tenant, id);
    refuseOtherKind(present.kind, fields);
    const edited = { ...present, ...edits(fields) };
    await tx.reminder.update({
      where: { organizationId_id: { organizationId: tenant.organizationId, id } },
      data: {
        ...edits(fields),
        ...(fields.done === undefined ? {} : await finished(tx, tenant, edited, fields.done)),
      },
    });
    await scheduleCheck(tx, tenant, id);
    return reminderOf(tx, tenant, id);
  });
}

/** Takes one of the person's reminders away. @throws ProblemError 402 `payment_required`, 404 when it is not there or somebody else's */
export async function deleteReminder(tenant: TenantContext, id: string): Promise<void> {
  const { organizationId, userId } = tenant;
  await asTenant(tenant, async (tx) => {
    await requireKeeper(tx);
    const { count } = await tx.reminder.deleteMany({ where: { organizationId, userId, id } });
    if (count === 0) throw problems.notFound();
  });
}

type Held = {
  kind: ReminderKind;
  remindAt: Date | null;
  days: number | null;
  repeats: boolean;
  dueAt: Date | null;
};
type Fields = ReturnType<typeof reminderPatchSchema.parse>;

// Held until the transaction ends, so that of two at once the second sees what the first has made of it.
async function held(tx: Transaction, { organizationId, userId }: TenantContext, id: string): Promise<Held> {
  const [row] = await tx.$queryRaw<Held[]>`
    select r.kind::text as kind, r.remind_at as "remindAt", r.days, r.repeats,
      (select app.reminder_due_at(r, j) from app.saved_jobs j
       where j.organization_id = r.organization_id and j.id = r.job_id) as "dueAt"
    from app.reminders r
    where r.organization_id = ${organizationId}::uuid and r.user_id = ${userId}::uuid and r.id = ${id}::uuid
    for update`;
  if (!row) throw problems.notFound();
  return row;
}

function refuseOtherKind(kind: ReminderKind, fields: Fields): void {
  const foreign = kind === 'at' ? (['days', 'repeats'] as const) : (['at', 'repeatDays'] as const);
  const issues = foreign
    .filter((name) => fields[name] !== undefined)
    .map((path) => ({ path, message: 'Not of a reminder of this kind' }));
  if (issues.length > 0) throw problems.invalid('Some fields are not valid.', issues);
}

function edits({ note, at, repeatDays, days, repeats, snoozedUntil }: Fields) {
  return {
    ...(note === undefined ? {} : { note }),
    ...(at === undefined ? {} : { remindAt: futureMoment('at', at), snoozedUntil: null, doneAt: null }),
    ...(repeatDays === undefined ? {} : { days: repeatDays, repeats: repeatDays !== null }),
    ...(days === undefined ? {} : { days }),
    ...(repeats === undefined ? {} : { repeats }),
    ...(snoozedUntil ? { snoozedUntil: futureMoment('snoozedUntil', snoozedUntil, 1), doneAt: null } : {}),
    ...(snoozedUntil === null ? { snoozedUntil: null } : {}),
  } satisfies Prisma.ReminderUpdateInput;
}

async function finished(
  tx: Transaction,
  tenant: TenantContext,
  { remindAt, days, repeats }: Held,
  done: boolean,
) {
  if (!done) return { doneAt: null };
  const now = new Date();
  if (!repeats || days === null) return { doneAt: now };
  if (remindAt === null) return { countedFrom: now, snoozedUntil: null };
  const timeZone = (await timeZoneIn(tx, tenant)) ?? DEFAULT_TIME_ZONE;
  return { remindAt: nextTime(remindAt, days, timeZone, now), snoozedUntil: null };
}

// The API tells times to the millisecond.
function isSame(present: Date | null, seen: string | null): boolean {
  return (present?.getTime() ?? null) === (seen === null ? null : new Date(seen).getTime());
}
