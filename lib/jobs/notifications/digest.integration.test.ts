import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { letDaysPass } from '@/local/test/let-days-pass';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, updateJob } from '..';
import { createReminder, saveTimeZone } from '../reminders';
import { localDayOf } from '../reminders/zoned-time';
import { notificationSettingsOf, saveNotificationSettings } from '.';
import { orderDigests } from './order-digests';
import { readDigest } from './read-digest';
import { sendNotifications } from './send-notifications';
import { mailsTo, notedFor, settleAll } from './test-support';

let person: TestPerson;
beforeEach(async () => {
  await settleAll();
  person = await makePerson();
  await givePlan(person.organizationId, 'basic');
});
afterAll(disconnect);

const save = (more = {}) => createJob(person, { title: 'Cartographer', company: 'Halcyon Maps', ...more });
/** The Monday after now, at a time of UTC. */
const nextMonday = (hour: number) => {
  const now = new Date();
  const days = (8 - now.getUTCDay()) % 7 || 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, hour));
};

describe('the digest of the week', () => {
  it('is ordered on Monday morning of the person’s zone, once, whoever orders it and however often', async () => {
    await save();
    await saveTimeZone(person, 'America/New_York');
    // Seven in the morning in New York, whatever the season, and then well past eight.
    await orderDigests(nextMonday(11));
    expect(await notedFor(person)).toEqual([]);
    await Promise.all(Array.from({ length: 4 }, () => orderDigests(nextMonday(15))));
    await orderDigests(nextMonday(23));
    // On their way west it is Monday for longer.
    await saveTimeZone(person, 'Pacific/Honolulu');
    await orderDigests(new Date(nextMonday(23).getTime() + 3 * 3_600_000));
    expect((await notedFor(person)).map(({ key, inApp }) => [key, inApp])).toEqual([
      [`digest ${localDayOf(nextMonday(15), 'UTC')}`, false],
    ]);
  });

  it('is ordered on no other day, without the plan, switched off, suspended, or where nothing was ever saved', async () => {
    await orderDigests(nextMonday(9));
    await save();
    await orderDigests(new Date(nextMonday(9).getTime() + 86_400_000));
    await givePlan(person.organizationId, 'free');
    await orderDigests(nextMonday(9));
    await givePlan(person.organizationId, 'basic');
    const settings = await notificationSettingsOf(person);
    await saveNotificationSettings(person, { ...settings, digestMail: false });
    await orderDigests(nextMonday(9));
    await saveNotificationSettings(person, settings);
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { status: 'suspended' } }),
    );
    await orderDigests(nextMonday(9));
    expect(await notedFor(person)).toEqual([]);
  });

  it('tells what the week brought, what is to come, and what has fallen silent', async () => {
    const week = localDayOf(nextMonday(9), 'UTC');
    const old = await save({ title: 'Geologist', status: 'applied' });
    const silentSince = nextMonday(0).getTime() - 17 * 86_400_000;
    await letDaysPass(person, (Date.now() - silentSince) / 86_400_000);
    const { id } = await save({ title: 'Surveyor <1>' });
    await save();
    await updateJob(person, id, { status: 'applied' });
    await addInterview(id, new Date(nextMonday(15).getTime() + 86_400_000));
    const at = new Date(nextMonday(15).getTime() + 2 * 86_400_000).toISOString();
    await createReminder(person, { kind: 'at', jobId: id, at, note: 'Send the map' });
    const digest = await readDigest(person, { week, timeZone: 'UTC' });
    expect(digest).toMatchObject({
      saved: 2,
      applied: 1,
      interviewing: 0,
      offers: 0,
      rejected: 0,
      interviews: [{ jobId: id, title: 'Surveyor <1>', kind: 'video' }],
      reminders: [{ jobId: id, note: 'Send the map' }],
      silent: [{ jobId: old.id, title: 'Geologist' }],
    });
    await orderDigests(nextMonday(9));
    await sendNotifications();
    const [mail] = await mailsTo(person.email);
    expect(mail?.subject).toBe('Your job search this week');
    expect(mail?.html).toContain('Surveyor &lt;1&gt;');
    expect(mail?.html).toContain('Nothing heard for two weeks');
  });

  it('is not sent when there is nothing to say', async () => {
    await save();
    await letDaysPass(person, 60);
    await orderDigests(nextMonday(9));
    await sendNotifications();
    expect(await mailsTo(person.email)).toEqual([]);
    expect(await notedFor(person)).toMatchObject([{ kind: 'digest', withheld: 'nothing_to_say' }]);
  });
});

async function addInterview(jobId: string, startsAt: Date): Promise<void> {
  await asService('test.interview', (tx) =>
    tx.jobInterview.create({
      data: {
        organizationId: person.organizationId,
        jobId,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
      },
    }),
  );
}
