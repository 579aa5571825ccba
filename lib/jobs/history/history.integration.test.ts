import { afterAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { joinOrganization, makePerson } from '@/local/test/people';
import { createJob, updateJob } from '..';
import { listHistory } from '.';

afterAll(disconnect);

it('the history of a job tells each step once, newest first, and who made it', async () => {
  const person = await makePerson();
  const colleague = await joinOrganization(await makePerson(), person.organizationId, 'member');
  await asService('test.name', (tx) =>
    tx.user.update({ where: { id: colleague.userId }, data: { name: 'Bo Lind' } }),
  );
  const { id } = await createJob(person, { title: 'Engineer', company: 'Halcyon' });
  await updateJob(colleague, id, { status: 'applied' });
  await updateJob(person, id, { status: 'applied', notes: 'No step' });
  await updateJob(person, id, { status: 'archived' });

  const { changes, nextCursor } = await listHistory(person, id);
  expect(nextCursor).toBeNull();
  expect(changes.map(({ from, to }) => [from, to])).toEqual([
    ['applied', 'archived'],
    ['saved', 'applied'],
    [null, 'saved'],
  ]);
  expect(changes.map(({ changedBy }) => changedBy?.id)).toEqual([
    person.userId,
    colleague.userId,
    person.userId,
  ]);
  expect(changes[1]?.changedBy?.name).toBe('Bo Lind');
});

it('the history goes on page by page, and keeps a step whose maker is gone', async () => {
  const person = await makePerson();
  const { id } = await createJob(person, { title: 'Engineer', company: 'Halcyon' });
  for (const status of ['applied', 'interviewing', 'offer'] as const) await updateJob(person, id, { status });
  await asService('test.gone', (tx) =>
    tx.jobStatusChange.updateMany({
      where: { organizationId: person.organizationId, jobId: id },
      data: { changedBy: crypto.randomUUID() },
    }),
  );
  const told: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory(person, id, { limit: 2, cursor });
    told.push(...page.changes.map(({ to }) => to));
    expect(page.changes.every(({ changedBy }) => changedBy === null)).toBe(true);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(told).toEqual(['offer', 'interviewing', 'applied', 'saved']);
});

it('nobody else reads it', async () => {
  const [person, stranger] = await Promise.all([makePerson(), makePerson()]);
  const { id } = await createJob(person, { title: 'Engineer', company: 'Halcyon' });
  await expect(listHistory(stranger, id)).rejects.toMatchObject({ status: 404 });
});
