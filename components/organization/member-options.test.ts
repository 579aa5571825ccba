import { describe, expect, it } from 'vitest';
import { memberOptions, type Viewing } from './member-options';

const team: Viewing = {
  userId: 'me',
  role: 'owner',
  organization: { id: 'team', kind: 'team' },
  owners: ['me'],
};
const me = { userId: 'me', role: 'owner' } as const;
const other = { userId: 'other', role: 'member' } as const;

describe('what is offered', () => {
  it('to the only owner: everything with others, nothing with themselves', () => {
    expect(memberOptions(other, team)).toEqual({
      roles: ['owner', 'admin', 'member', 'viewer'],
      mayRemove: true,
      mayLeave: false,
      mayReceiveOwnership: true,
    });
    expect(memberOptions(me, team)).toEqual({
      roles: ['owner'],
      mayRemove: false,
      mayLeave: false,
      mayReceiveOwnership: false,
    });
  });

  it('to one of two owners: to leave, too', () => {
    expect(memberOptions(me, { ...team, owners: ['me', 'other'] })).toMatchObject({
      mayLeave: true,
      mayRemove: false,
    });
  });

  it('to an admin: all but what is about owners', () => {
    const admin: Viewing = { ...team, role: 'admin' };
    expect(memberOptions(other, admin)).toMatchObject({
      roles: ['admin', 'member', 'viewer'],
      mayRemove: true,
      mayReceiveOwnership: false,
    });
    const owner = { ...me, userId: 'owner' };
    expect(memberOptions(owner, admin)).toMatchObject({ roles: ['owner'], mayRemove: false });
  });

  it('to members and viewers: to leave', () => {
    const member: Viewing = { ...team, role: 'member' };
    const self = { userId: 'me', role: 'member' } as const;
    expect(memberOptions(self, member)).toMatchObject({ roles: ['member'], mayLeave: true });
    expect(memberOptions(other, member)).toMatchObject({ roles: ['member'], mayRemove: false });
  });

  it('in a personal organization: no ownership, and its person stays', () => {
    const own: Viewing = { ...team, organization: { id: 'me', kind: 'personal' } };
    expect(memberOptions(me, own)).toMatchObject({ roles: ['owner'], mayLeave: false });
    expect(memberOptions(other, own)).toMatchObject({
      roles: ['admin', 'member', 'viewer'],
      mayReceiveOwnership: false,
    });
  });
});
