import { expect, it } from 'vitest';
import { asService } from '@/lib/db';
import { joinOrganization, makePerson } from '@/local/test/people';
import { organizationsOf } from './organizations-of';

it('lists the organizations of a person with the role in each, and nobody else’s', async () => {
  const person = await makePerson();
  const stranger = await makePerson();
  const { id: team } = await asService('test.team', (tx) =>
    tx.organization.create({ data: { name: 'A team', kind: 'team' } }),
  );
  await joinOrganization(person, team, 'admin');
  await joinOrganization(stranger, team, 'member');

  const free = { planId: 'free', requiresSecondFactor: false, createdAt: expect.any(String) };
  expect(await organizationsOf(person.userId)).toEqual([
    { id: person.userId, name: person.email.split('@')[0], kind: 'personal', role: 'owner', ...free },
    { id: team, name: 'A team', kind: 'team', role: 'admin', ...free },
  ]);
});
