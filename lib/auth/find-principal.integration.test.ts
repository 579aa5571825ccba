import { describe, expect, it } from 'vitest';
import { asService } from '@/lib/db';
import { givePlan, joinOrganization, makePerson } from '@/local/test/people';
import { findPrincipal } from './find-principal';

describe('findPrincipal', () => {
  it('acts for the personal organization, as its owner, on the free plan', async () => {
    const { userId, email } = await makePerson();
    expect(await findPrincipal(userId)).toEqual({
      state: 'active',
      secondFactorStep: null,
      principal: {
        userId,
        organizationId: userId,
        role: 'owner',
        via: 'session',
        credentialId: null,
        scopes: null,
        email,
        name: null,
        organizationName: email.split('@')[0],
        planId: 'free',
      },
    });
  });

  it('acts for the organization that the person switched to, with the role and the plan there', async () => {
    const person = await makePerson();
    const team = await makeTeam();
    await joinOrganization(person, team, 'viewer');
    await givePlan(team, 'team');
    await switchTo(person.userId, team);
    expect(await findPrincipal(person.userId)).toMatchObject({
      principal: { organizationId: team, organizationName: 'A team', role: 'viewer', planId: 'team' },
    });
  });

  it('never acts for an organization that the person is not a member of', async () => {
    const person = await makePerson();
    const stranger = await makePerson();
    await givePlan(stranger.userId, 'enterprise');
    await switchTo(person.userId, stranger.userId);
    expect(await findPrincipal(person.userId)).toMatchObject({
      principal: { organizationId: person.userId, role: 'owner', planId: 'free' },
    });
  });

  it('acts for the personal organization again once the membership is gone', async () => {
    const person = await makePerson();
    const team = await makeTeam();
    await joinOrganization(person, team, 'member');
    await switchTo(person.userId, team);
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: team, userId: person.userId } }),
    );
    expect(await findPrincipal(person.userId)).toMatchObject({
      principal: { organizationId: person.userId },
    });
  });

  it('tells suspended and deleted accounts, and ids that nobody has', async () => {
    const { userId } = await makePerson();
    const become = (status: 'suspended' | 'deleted') =>
      asService('test.status', (tx) => tx.user.update({ where: { id: userId }, data: { status } }));
    await become('suspended');
    expect(await findPrincipal(userId)).toEqual({ state: 'suspended' });
    await become('deleted');
    expect(await findPrincipal(userId)).toEqual({ state: 'gone' });
    expect(await findPrincipal(crypto.randomUUID())).toEqual({ state: 'gone' });
  });
});

async function makeTeam(): Promise<string> {
  const { id } = await asService('test.team', (tx) =>
    tx.organization.create({ data: { name: 'A team', kind: 'team' } }),
  );
  return id;
}

async function switchTo(userId: string, activeOrganizationId: string): Promise<void> {
  await asService('test.switch', (tx) =>
    tx.user.update({ where: { id: userId }, data: { activeOrganizationId } }),
  );
}
