import { asService, Prisma } from '@/lib/db';
import { hasReminders, isThere } from './in-force';

/**
 * Notes for everybody whose interviews begin within a day, or within an hour, that they are to be told: whoever saved the
 * job. Once for each interview, time and stretch, by the key of the notice, however many workers do this at once; an
 * interview that was moved is told anew. What was entered when the stretch had begun is known to who entered it.
 * @returns how many notices were noted
 */
export function noteInterviews(): Promise<number> {
  return asService(
    'jobs.note_interviews',
    (tx) => tx.$executeRaw`
      insert into app.notifications (organization_id, user_id, kind, key, job_id, facts, in_app, by_mail)
      select i.organization_id, m.user_id, 'interview',
        'interview ' || i.id || ' ' || extract(epoch from i.starts_at) || ' ' || stretch.name, i.job_id,
        jsonb_build_object('interviewId', i.id, 'before', stretch.name, 'startsAt', i.starts_at, 'interviewKind', i.kind,
          'location', i.location, 'title', j.title, 'company', j.company),
        coalesce(s.interview_in_app, true), coalesce(s.interview_mail, true)
      from app.job_interviews i
      join app.saved_jobs j on j.organization_id = i.organization_id and j.id = i.job_id
      join app.memberships m on m.organization_id = i.organization_id and m.user_id = j.created_by
      join app.users u on u.id = m.user_id
      left join app.notification_settings s on s.organization_id = i.organization_id and s.user_id = m.user_id
      -- A worker that was away tells of the day as long as it is not the hour's turn.
      join (values ('day', interval '1 day', interval '1 hour'), ('hour', interval '1 hour', interval '0'))
        as stretch (name, longest, shortest)
        on i.starts_at - stretch.longest <= now() and i.starts_at - stretch.shortest > now()
          and i.updated_at < i.starts_at - stretch.longest
      where i.starts_at between now() and now() + interval '1 day'
        and j.status not in ('rejected', 'archived')
        and case stretch.name when 'day' then coalesce(s.interview_day_before, true)
                              else coalesce(s.interview_hour_before, true) end
        and (coalesce(s.interview_in_app, true) or coalesce(s.interview_mail, true))
        and ${isThere}
        and not exists (
          select from app.notifications n
          where n.organization_id = i.organization_id and n.user_id = m.user_id
            and n.key = 'interview ' || i.id || ' ' || extract(epoch from i.starts_at) || ' ' || stretch.name)
        and ${hasReminders(Prisma.sql`i.organization_id`)}
      on conflict do nothing`,
  );
}
