import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/calendar/[token]/route';
import { recordedActions } from '@/lib/audit/test-support';
import { principalFor } from '@/lib/auth/api-keys/test-support';
import { asService, disconnect } from '@/lib/db';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, updateJob } from '..';
import { createReminder } from '../reminders';
import { calendarFeedOf, changeCalendarFeed, makeCalendarFeed, revokeCalendarFeed } from '.';

let person: TestPerson;
let jobId: string;
const interviewsOnly = { deadlines: false, reminders: false };

beforeEach(async () => {
  person = await makePerson();
  ({ id: jobId } = await createJob(person, {
    title: 'Cartographer; senior',
    company: 'Halcyon, Maps',
    closesOn: dayIn(10),
  }));
});
afterAll(disconnect);

const make = async (of = person, options = interviewsOnly) =>
  (await makeCalendarFeed(await principalFor(of), options)).url;

describe('the address of a calendar', () => {
  it('is secret, answers with the interviews, and with 304 to who has them', async () => {
    const { id } = await addInterview();
    const url = await make();
    expect(url).toMatch(/\/api\/calendar\/[\w-]{43}\.ics$/);
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const body = (await answer.text()).replaceAll('\r\n ', '');
    expect(body).toContain(`UID:interview-${id}@`);
    expect(body).toContain('SUMMARY:Video interview: Cartographer\\; senior at Halcyon\\, Maps');
    expect(body).not.toContain('DTSTART;VALUE=DATE');
    const etag = answer.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await ask(url, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    await updateJob(person, jobId, { title: 'Surveyor' });
    const changed = await ask(url, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('Surveyor');
    expect(await calendarFeedOf(person)).toMatchObject({ lastReadAt: expect.any(String) });
  });

  it('shows last days and reminders to who chose them, and reminders only with the plan', async () => {
    await givePlan(person.organizationId, 'basic');
    await createReminder(person, { kind: 'silence', jobId, days: 7, note: 'Call Sam' });
    const url = await make();
    expect(await textAt(url)).not.toMatch(/Call Sam|Last day/);
    await changeCalendarFeed(person, { deadlines: true, reminders: true });
    const body = await textAt(url);
    expect(body).toContain('SUMMARY:Call Sam: Cartographer');
    expect(body).toContain('SUMMARY:Last day to apply: Cartographer');
    expect(body).toContain(`DTSTART;VALUE=DATE:${dayIn(10).replaceAll('-', '')}`);
    await givePlan(person.organizationId, 'free');
    expect(await textAt(url)).not.toContain('Call Sam');
    await updateJob(person, jobId, { status: 'applied' });
    expect(await textAt(url)).not.toContain('Last day');
  });

  it('works no more once there is a new one, or none', async () => {
    const first = await make();
    const second = await make();
    expect([await statusAt(first), await statusAt(second)]).toEqual([404, 200]);
    await revokeCalendarFeed(await principalFor(person));
    expect(await statusAt(second)).toBe(404);
    expect(await calendarFeedOf(person)).toBeNull();
    await expect(changeCalendarFeed(person, interviewsOnly)).rejects.toMatchObject({ status: 404 });
    await revokeCalendarFeed(await principalFor(person));
    expect(await recordedActions({ organization: person.organizationId, action: 'calendar' })).toEqual([
      'calendar.shared',
      'calendar.shared',
      'calendar.unshared',
    ]);
  });

  it.each([
    ['suspended', { status: 'suspended' as const }],
    ['deleted', { status: 'deleted' as const }],
    ['about to be deleted', { deletionDueAt: new Date(Date.now() + 86_400_000) }],
  ])('answers nobody while the person is %s', async (_, data) => {
    const url = await make();
    await asService('test.status', (tx) => tx.user.update({ where: { id: person.userId }, data }));
    expect(await statusAt(url)).toBe(404);
  });

  it('answers nobody once the person has left, and shows nobody else’s jobs', async () => {
    await addInterview();
    const guest = await joinOrganization(await makePerson(), person.organizationId, 'member');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: guest.userId }, data: { activeOrganizationId: guest.organizationId } }),
    );
    const url = await make(guest);
    expect(await textAt(url)).not.toContain('VEVENT');
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: guest.organizationId, userId: guest.userId } }),
    );
    expect(await statusAt(url)).toBe(404);
  });

  it('tells the same of one that is wrong, cut or of another kind', async () => {
    const url = await make();
    const bodies = new Set<string>();
    for (const wrong of [
      url.replace(/.(?=\.ics$)/, (last) => (last === 'A' ? 'B' : 'A')),
      url.replace(/.\.ics$/, '.ics'),
      url.replace(/\.ics$/, ''),
      url.replace(/[\w-]{43}/, '../jobs'),
    ]) {
      const answer = await ask(wrong);
      expect(answer.status).toBe(404);
      const { requestId: _, ...problem } = await answer.json();
      bodies.add(JSON.stringify(problem));
    }
    expect(bodies.size).toBe(1);
  });
});

async function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const token = url.split('/api/calendar/')[1] ?? '';
  return GET(new Request(url, { headers }), { params: Promise.resolve({ token }) });
}

async function statusAt(url: string): Promise<number> {
  return (await ask(url)).status;
}

async function textAt(url: string): Promise<string> {
  return (await (await ask(url)).text()).replaceAll('\r\n ', '');
}

function addInterview() {
  const startsAt = new Date(Date.now() + 5 * 86_400_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  return asService('test.interview', (tx) =>
    tx.jobInterview.create({ data: { organizationId: person.organizationId, jobId, startsAt, endsAt } }),
  );
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
