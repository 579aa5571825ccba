import { asService, Prisma, type Transaction } from '@/lib/db';
import { hasReminders, isThere } from '../notifications/in-force';

/** Reminders that one transaction looks at, so that none takes for ever. */
const BATCH = 200;

/**
 * Notes for everybody whose reminders are due that they are to be told, once for each due time: a row is claimed by one
 * worker, and that it is told commits with the notice. Who is killed before has told nothing, and somebody else does.
 *
 * A reminder of silence is looked at when it could be due at the earliest; when something has happened meanwhile it is put
 * off to when it can be now. Told once, it is told again when news and another silence came after it. Where the plan has no
 * reminders, or the person is suspended, it is held back and looked at again within the hour: nothing is lost, and nobody is
 * told what they did not pay for. That they are paused is told once, until reminders were told again.
 * @returns how many notices were noted
 */
export async function tellDueReminders(): Promise<number> {
  let noted = 0;
  for (;;) {
    const run = await asService('jobs.tell_reminders', tellSome);
    noted += run.noted;
    if (run.looked < BATCH) return noted;
  }
}

async function tellSome(tx: Transaction): Promise<{ looked: number; noted: number }> {
  const [run] = await tx.$queryRaw<{ looked: number; noted: number }[]>`
    with looked as materialized (
      select r.organization_id, r.id, r.user_id, r.job_id, r.kind, r.note, r.days, d.due_at, j.title, j.company,
        case
          when d.due_at is null or d.due_at > now() or d.due_at <= r.told_for then 'waiting'
          when not ${isThere} then 'held'
          when not ${hasReminders(Prisma.sql`r.organization_id`)} then 'paused'
          else 'told'
        end as outcome
      from app.reminders r
      join app.saved_jobs j on j.organization_id = r.organization_id and j.id = r.job_id
      join app.users u on u.id = r.user_id
      cross join lateral (select app.reminder_due_at(r, j) as due_at) d
      where r.done_at is null and r.check_at <= now()
      order by r.check_at
      limit ${BATCH}
      for update of r skip locked
    ), moved as (
      update app.reminders r set
        told_for = case when l.outcome = 'told' then l.due_at else r.told_for end,
        told_at = case when l.outcome = 'told' then now() else r.told_at end,
        check_at = case
          when l.outcome in ('held', 'paused') then now() + interval '1 hour'
          when l.outcome = 'waiting' and l.due_at > now() then l.due_at
          -- Whatever happens from now on, it cannot be due again before its days have passed.
          when l.kind = 'silence' then now() + make_interval(days => l.days)
        end
      from looked l
      where r.organization_id = l.organization_id and r.id = l.id
    ), noted as (
      insert into app.notifications (organization_id, user_id, kind, key, job_id, facts, in_app, by_mail)
      select l.organization_id, l.user_id, 'reminder', 'reminder ' || l.id || ' ' || extract(epoch from l.due_at), l.job_id,
        jsonb_build_object('reminderId', l.id, 'title', l.title, 'company', l.company, 'note', l.note, 'dueAt', l.due_at,
          'silentDays', case when l.kind = 'silence' then l.days end),
        coalesce(s.reminder_in_app, true), coalesce(s.reminder_mail, true)
      from looked l
      left join app.notification_settings s on s.organization_id = l.organization_id and s.user_id = l.user_id
      where l.outcome = 'told' and (coalesce(s.reminder_in_app, true) or coalesce(s.reminder_mail, true))
      on conflict do nothing
      returning 1
    ), paused as (
      insert into app.notifications (organization_id, user_id, kind, key, by_mail)
      select distinct l.organization_id, l.user_id, 'reminders_paused'::app.notification_kind,
        'reminders_paused since ' || coalesce((
          select n.id::text from app.notifications n
          where n.organization_id = l.organization_id and n.user_id = l.user_id and n.kind = 'reminder'
          order by n.id desc limit 1), 'the beginning'),
        coalesce(s.reminder_mail, true)
      from looked l
      left join app.notification_settings s on s.organization_id = l.organization_id and s.user_id = l.user_id
      where l.outcome = 'paused'
      on conflict do nothing
      returning 1
    )
    select (select count(*) from looked)::integer as looked,
      ((select count(*) from noted) + (select count(*) from paused))::integer as noted`;
  if (!run) throw new Error('a count answered nothing');
  return run;
}
