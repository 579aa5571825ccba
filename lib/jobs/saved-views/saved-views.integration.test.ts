import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { changeView, deleteView, listViews, saveView } from '.';

let person: TestPerson;

beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

const query = 'view=table&status=offer';

describe('a saved view', () => {
  it('is kept, renamed, pointed elsewhere and forgotten', async () => {
    const view = await saveView(person, { name: ' Offers ', query });
    expect(view).toEqual({ id: view.id, name: 'Offers', query, isDefault: false });
    await changeView(person, view.id, { name: 'My offers' });
    await changeView(person, view.id, { query: 'view=board' });
    expect(await listViews(person)).toEqual([{ ...view, name: 'My offers', query: 'view=board' }]);
    await deleteView(person, view.id);
    await expect(deleteView(person, view.id)).rejects.toMatchObject({ status: 404 });
    expect(await listViews(person)).toEqual([]);
  });

  it('is the way in alone, also when two windows say so of two at once', async () => {
    const [one, other] = [
      await saveView(person, { name: 'One', query, isDefault: true }),
      await saveView(person, { name: 'Other', query, isDefault: true }),
    ];
    const defaults = async () => (await listViews(person)).filter(({ isDefault }) => isDefault);
    expect(await defaults()).toEqual([other]);
    await Promise.all([one, other].map(({ id }) => changeView(person, id, { isDefault: true })));
    expect(await defaults()).toHaveLength(1);
    for (const { id } of await defaults()) await changeView(person, id, { isDefault: false });
    expect(await defaults()).toEqual([]);
  });

  it('has a name that no other has, also when the same is saved ten times at once', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => saveView(person, { name: 'Offers', query })),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toMatchObject({ status: 409, code: 'conflict' });
    const other = await saveView(person, { name: 'Other', query });
    await expect(changeView(person, other.id, { name: 'Offers' })).rejects.toMatchObject({ status: 409 });
    await changeView(person, other.id, { name: 'Other' });
  });

  it('is one of fifty at most, also when two are saved at once', async () => {
    for (let count = 1; count <= 49; count++) await saveView(person, { name: `View ${count}`, query });
    const answers = await Promise.allSettled(['a', 'b'].map((name) => saveView(person, { name, query })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listViews(person)).toHaveLength(50);
  });

  it('is nobody else’s: not a colleague’s, not a stranger’s, not its owner’s elsewhere', async () => {
    const view = await saveView(person, { name: 'Offers', query });
    const colleague = await joinOrganization(await makePerson(), person.organizationId, 'owner');
    const stranger = await makePerson();
    const elsewhere = await joinOrganization(person, stranger.organizationId, 'member');
    for (const other of [colleague, stranger, elsewhere]) {
      expect(await listViews(other)).toEqual([]);
      await expect(changeView(other, view.id, { name: 'x' })).rejects.toMatchObject({ status: 404 });
      await expect(deleteView(other, view.id)).rejects.toMatchObject({ status: 404 });
    }
    const impostor = { userId: stranger.userId, organizationId: person.organizationId };
    await expect(saveView(impostor, { name: 'Mine', query })).rejects.toMatchObject({ status: 404 });
    expect(await listViews(person)).toEqual([view]);
  });

  it('is for viewers, too, and goes when they leave', async () => {
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    await saveView(viewer, { name: 'Offers', query });
    expect(await listViews(viewer)).toHaveLength(1);
    const where = { organizationId: person.organizationId, userId: viewer.userId };
    await asService('test.leave', (tx) => tx.membership.deleteMany({ where }));
    expect(await asService('test', (tx) => tx.savedView.count({ where }))).toBe(0);
  });

  it.each([
    ['no name', { name: '  ', query }],
    ['a long name', { name: 'x'.repeat(61), query }],
    ['a long query', { name: 'x', query: 'q'.repeat(4_001) }],
    ['a NUL character', { name: 'a\u0000', query }],
  ])('is not kept with %s', async (_, input) => {
    await expect(saveView(person, input)).rejects.toMatchObject({ name: 'ZodError' });
  });
});
