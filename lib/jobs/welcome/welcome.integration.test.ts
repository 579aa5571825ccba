import { afterAll, describe, expect, it } from 'vitest';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { joinOrganization, makePerson } from '@/local/test/people';
import { createJob } from '../create-job';
import { listJobs } from '../list-jobs';
import { addSampleJobs, endWelcome, removeSampleJobs, welcomeOf } from '.';

afterAll(disconnect);

describe('sample jobs', () => {
  it('are added once, however often and by how many they are asked for, and count like any other', async () => {
    const person = await makePerson();
    const added = await Promise.all(Array.from({ length: 6 }, () => addSampleJobs(person)));

    expect(added.toSorted()).toEqual([0, 0, 0, 0, 0, 4]);
    expect((await listJobs(person)).jobs.map(({ status }) => status).toSorted()).toEqual([
      'applied',
      'interviewing',
      'saved',
      'saved',
    ]);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 4 });
    expect(await welcomeOf(person)).toMatchObject({ hasSamples: true, hasJobs: false });
  });

  it('go all at once and give their places back once, and leave what is real', async () => {
    const person = await makePerson();
    const real = await createJob(person, { title: 'Engineer', company: 'Halcyon' });
    await addSampleJobs(person);
    const removed = await Promise.all([1, 2, 3].map(() => removeSampleJobs(person)));

    expect(removed.toSorted()).toEqual([0, 0, 4]);
    expect((await listJobs(person)).jobs.map(({ id }) => id)).toEqual([real.id]);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 1 });
    expect(await addSampleJobs(person)).toBe(4);
  });

  it('come all or not at all', async () => {
    const person = await makePerson();
    for (let index = 0; index < 7; index++)
      await createJob(person, { title: `Job ${index}`, company: 'Acme' });
    await expect(addSampleJobs(person)).rejects.toMatchObject({ code: 'quota_exceeded' });
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 7 });
    expect((await listJobs(person)).jobs).toHaveLength(7);
  });

  it('are neither added nor removed by who may only look', async () => {
    const owner = await makePerson();
    await addSampleJobs(owner);
    const viewer = await joinOrganization(await makePerson(), owner.organizationId, 'viewer');
    await expect(addSampleJobs(viewer)).rejects.toMatchObject({ status: 403 });
    await expect(removeSampleJobs(viewer)).rejects.toMatchObject({ status: 403 });
    expect(await usageOf(owner, 'saved_jobs')).toMatchObject({ used: 4 });
  });
});

describe('the first steps', () => {
  it('know what was done, and are offered until they are skipped', async () => {
    const person = await makePerson();
    expect(await welcomeOf(person)).toEqual({
      isOffered: true,
      hasJobs: false,
      hasSamples: false,
      hasMoved: false,
      hasExtension: false,
    });
    await createJob(person, { title: 'Engineer', company: 'Halcyon' });
    expect(await welcomeOf(person)).toMatchObject({ hasJobs: true, hasMoved: false });
    await createJob(person, { title: 'Lead', company: 'Halcyon', status: 'applied' });
    await connectedExtension(person);
    expect(await welcomeOf(person)).toMatchObject({
      isOffered: true,
      hasJobs: true,
      hasMoved: true,
      hasExtension: true,
    });
    await endWelcome(person);
    await endWelcome(person);
    expect(await welcomeOf(person)).toMatchObject({ isOffered: false });
  });

  it('of one person are not those of another in the same organization', async () => {
    const owner = await makePerson();
    const member = await joinOrganization(await makePerson(), owner.organizationId, 'member');
    await endWelcome(owner);
    expect(await welcomeOf(member)).toMatchObject({ isOffered: true });
  });
});
