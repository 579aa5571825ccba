import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { countJobs, createJob, deleteJob, getJob, type JobInput, listJobs, replaceJob, updateJob } from '.';

const posting: JobInput = { title: 'Engineer', company: 'Halcyon' };
let person: TestPerson;

beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

describe('the saved_jobs quota', () => {
  it('saves exactly ten of two hundred jobs created at once at a limit of ten', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => createJob(person, { ...posting, title: `Job ${index}` })),
    );

    const refused = answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason);
    expect(refused).toHaveLength(190);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        status: 402,
        code: 'quota_exceeded',
        extras: {
          metric: 'saved_jobs',
          current: 10,
          limit: 10,
          resetsAt: null,
          upgradeUrl: '/pricing?from=saved_jobs',
        },
      });
    }
    expect((await listJobs(person, { limit: 100 })).jobs).toHaveLength(10);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 10, limit: 10 });
    expect(await events(person)).toHaveLength(10);
  });

  it('gives a place back once when a job is deleted three times at once', async () => {
    await fill(person, 10);
    const [job] = (await listJobs(person)).jobs;
    if (!job) throw new Error('no job');

    const answers = await Promise.allSettled([1, 2, 3].map(() => deleteJob(person, job.id)));

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 9 });
    await createJob(person, posting);
    await expect(createJob(person, posting)).rejects.toMatchObject({ code: 'quota_exceeded' });
  });

  it('follows the plan at once, in both directions, and never deletes', async () => {
    await fill(person, 10);
    await givePlan(person.organizationId, 'pro');
    await createJob(person, posting);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 11, limit: null });

    await givePlan(person.organizationId, 'free');
    await expect(createJob(person, posting)).rejects.toMatchObject({
      extras: { current: 11, limit: 10 },
    });
    expect((await listJobs(person)).jobs).toHaveLength(11);
  });

  it('counts nothing when the job cannot be written', async () => {
    await expect(
      createJob({ ...person, userId: (await makePerson()).userId }, posting),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createJob(person, { ...posting, title: 'x'.repeat(301) })).rejects.toThrow();
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 0 });
  });

  it('keeps usage events as they are written', async () => {
    await createJob(person, posting);
    await expect(
      asService('test', (tx) =>
        tx.usageEvent.updateMany({ where: { organizationId: person.organizationId }, data: { quantity: 5 } }),
      ),
    ).rejects.toThrow(/append-only/);
    await expect(
      asService('test', (tx) =>
        tx.usageEvent.deleteMany({ where: { organizationId: person.organizationId } }),
      ),
    ).rejects.toThrow(/append-only/);
  });
});

describe('an idempotency key', () => {
  it('saves one job for twenty equal requests at once and answers all with it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createJob(person, posting, 'key-1')));

    expect(new Set(answers.map((job) => job.id)).size).toBe(1);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 1 });
  });

  it('refuses the key for another request and changes nothing', async () => {
    await createJob(person, posting, 'key-1');
    await expect(createJob(person, { ...posting, title: 'Other' }, 'key-1')).rejects.toMatchObject({
      status: 409,
      code: 'idempotency_conflict',
    });
    expect((await listJobs(person)).jobs).toHaveLength(1);
  });

  it('is free again after a refusal', async () => {
    await fill(person, 10);
    await expect(createJob(person, posting, 'key-1')).rejects.toMatchObject({ code: 'quota_exceeded' });
    await givePlan(person.organizationId, 'basic');
    await expect(createJob(person, posting, 'key-1')).resolves.toMatchObject({ title: 'Engineer' });
  });

  it('means nothing to another organization', async () => {
    const mine = await createJob(person, posting, 'key-1');
    const theirs = await createJob(await makePerson(), posting, 'key-1');
    expect(theirs.id).not.toBe(mine.id);
  });
});

describe('reading and changing', () => {
  it('pages through all jobs, newest first, each once', async () => {
    await givePlan(person.organizationId, 'basic');
    await fill(person, 25);
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listJobs(person, { limit: 10, cursor });
      titles.push(...page.jobs.map((job) => job.title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(titles).toEqual(Array.from({ length: 25 }, (_, index) => `Job ${24 - index}`));
  });

  it('filters by status and text, whatever is in it', async () => {
    await createJob(person, { title: '100% remote', company: 'Acme', status: 'applied' });
    await createJob(person, { title: 'Designer', company: 'Acme' });
    expect((await listJobs(person, { q: 'ACME', status: 'applied' })).jobs).toHaveLength(1);
    expect((await listJobs(person, { q: 'remote' })).jobs.map((job) => job.title)).toEqual(['100% remote']);
    expect((await listJobs(person, { q: 'acme\u0000\ud800' })).jobs).toHaveLength(2);
    expect(await countJobs(person)).toEqual({
      saved: 1,
      applied: 1,
      interviewing: 0,
      offer: 0,
      rejected: 0,
      archived: 0,
    });
  });

  it('changes only what a patch names, and all on replace', async () => {
    const job = await createJob(person, { ...posting, notes: 'Call Sam', location: 'Berlin' });
    const patched = await updateJob(person, job.id, { status: 'offer', location: '' });
    expect(patched).toMatchObject({ status: 'offer', location: null, notes: 'Call Sam', title: 'Engineer' });
    const replaced = await replaceJob(person, job.id, { title: 'Lead', company: 'Halcyon' });
    expect(replaced).toMatchObject({ title: 'Lead', status: 'saved', notes: null });
  });

  it.each([
    ['a script address', { ...posting, url: 'javascript:alert(1)' }],
    ['an empty title', { ...posting, title: '   ' }],
    ['an unknown status', { ...posting, status: 'hired' }],
    ['a NUL character', { ...posting, notes: 'a\u0000b' }],
    ['half a character', { ...posting, title: 'a\ud800b' }],
    ['a NUL character in an address', { ...posting, url: 'https://example.test/\u0000' }],
    ['half a character in an address', { ...posting, url: 'https://example.test/\ud800' }],
    ['an unknown field', { ...posting, organizationId: crypto.randomUUID() }],
  ])('refuses %s', async (_, input) => {
    await expect(createJob(person, input as JobInput)).rejects.toMatchObject({ name: 'ZodError' });
    expect((await listJobs(person)).jobs).toHaveLength(0);
  });

  it('refuses a cursor that it did not make', async () => {
    await expect(listJobs(person, { cursor: 'abc' })).rejects.toMatchObject({ status: 422 });
  });
});

describe('somebody else’s jobs', () => {
  it('are not found, not listed and not changed', async () => {
    const job = await createJob(person, posting);
    const stranger = await makePerson();
    await expect(getJob(stranger, job.id)).rejects.toMatchObject({ status: 404 });
    await expect(updateJob(stranger, job.id, { title: 'Mine' })).rejects.toMatchObject({ status: 404 });
    await expect(deleteJob(stranger, job.id)).rejects.toMatchObject({ status: 404 });
    expect((await listJobs(stranger)).jobs).toHaveLength(0);
    expect(await getJob(person, job.id)).toEqual(job);
  });

  it('stay invisible to a stranger who claims the organization', async () => {
    await createJob(person, posting);
    const impostor = { userId: (await makePerson()).userId, organizationId: person.organizationId };
    expect((await listJobs(impostor)).jobs).toHaveLength(0);
    expect(await asTenant(impostor, (tx) => tx.savedJob.count())).toBe(0);
  });

  it('cannot be moved into or written for another organization, even by SQL of one’s own', async () => {
    const job = await createJob(person, posting);
    const stranger = await makePerson();
    const where = { organizationId: person.organizationId, id: job.id };
    await expect(
      asTenant(person, (tx) =>
        tx.savedJob.updateMany({ where, data: { organizationId: stranger.organizationId } }),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      asTenant(stranger, (tx) =>
        tx.savedJob.create({ data: { ...posting, organizationId: person.organizationId } }),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      asTenant(
        stranger,
        (tx) => tx.$queryRaw`
        select app.take_usage(${person.organizationId}::uuid, 'theirs', '{saved_jobs}', '{1}', true)`,
      ),
    ).rejects.toThrow(/not a writing member/);
  });

  it('can be read but not changed by a viewer', async () => {
    const job = await createJob(person, posting);
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    expect(await getJob(viewer, job.id)).toEqual(job);
    await expect(createJob(viewer, posting)).rejects.toMatchObject({ status: 403 });
    await expect(updateJob(viewer, job.id, { title: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(deleteJob(viewer, job.id)).rejects.toMatchObject({ status: 403 });
  });
});

async function fill(tenant: TestPerson, count: number): Promise<void> {
  for (let index = 0; index < count; index++) await createJob(tenant, { ...posting, title: `Job ${index}` });
}

function events(tenant: TestPerson) {
  return asService('test', (tx) =>
    tx.usageEvent.findMany({ where: { organizationId: tenant.organizationId, metric: 'saved_jobs' } }),
  );
}
