import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPaymentAwaited,
  type MemberChange,
  mayDo,
  mayGive,
  memberChangeRefusal,
  type OrganizationAction,
  roles,
} from './permissions';

const team: MemberChange = {
  actor: 'owner',
  isSelf: false,
  from: 'member',
  to: 'admin',
  otherOwners: 0,
  isPersonal: false,
  isTheirs: false,
};

describe('mayDo', () => {
  it.each<[OrganizationAction, string]>([
    ['see_members', 'owner admin member viewer'],
    ['see_invitations', 'owner admin'],
    ['invite', 'owner admin'],
    ['revoke_invitations', 'owner admin'],
    ['change_roles', 'owner admin'],
    ['remove_members', 'owner admin'],
    ['rename', 'owner admin'],
    ['require_second_factor', 'owner admin'],
    ['manage_billing', 'owner admin'],
    ['transfer_ownership', 'owner'],
  ])('%s: %s', (action, who) => {
    expect(roles.filter((role) => mayDo(role, action)).join(' ')).toBe(who);
  });
});

it('an overdue payment stops what brings or changes something, never what lets go', () => {
  expect(isPaymentAwaited('invite')).toBe(true);
  expect(isPaymentAwaited('rename')).toBe(true);
  expect(isPaymentAwaited('remove_members')).toBe(false);
  expect(isPaymentAwaited('revoke_invitations')).toBe(false);
});

it('only owners give ownership, admins all other roles, and the rest none', () => {
  const given = Object.fromEntries(
    roles.map((actor) => [actor, roles.filter((role) => mayGive(actor, role)).join(' ')]),
  );
  expect(given).toEqual({
    owner: 'owner admin member viewer',
    admin: 'admin member viewer',
    member: '',
    viewer: '',
  });
});

describe('a change of membership', () => {
  it.each<[string, Partial<MemberChange>, string | null]>([
    ['an owner makes a member an admin', {}, null],
    ['an owner makes a member an owner', { to: 'owner' }, null],
    ['an owner removes an owner beside them', { from: 'owner', to: null, otherOwners: 1 }, null],
    [
      'an owner steps down beside another',
      { isSelf: true, from: 'owner', to: 'member', otherOwners: 1 },
      null,
    ],
    ['the last owner steps down', { isSelf: true, from: 'owner', to: 'admin' }, 'last_owner'],
    ['the last owner leaves', { isSelf: true, from: 'owner', to: null }, 'last_owner'],
    ['an owner leaves another', { isSelf: true, from: 'owner', to: null, otherOwners: 1 }, null],
    ['an admin makes a viewer an admin', { actor: 'admin', from: 'viewer' }, null],
    ['an admin makes a member an owner', { actor: 'admin', to: 'owner' }, 'not_allowed'],
    [
      'an admin makes themselves an owner',
      { actor: 'admin', isSelf: true, from: 'admin', to: 'owner' },
      'not_allowed',
    ],
    [
      'an admin demotes an owner',
      { actor: 'admin', from: 'owner', to: 'member', otherOwners: 1 },
      'not_allowed',
    ],
    ['an admin removes an owner', { actor: 'admin', from: 'owner', to: null, otherOwners: 1 }, 'not_allowed'],
    ['an admin removes an admin', { actor: 'admin', from: 'admin', to: null }, null],
    ['a member changes a role', { actor: 'member', to: 'viewer' }, 'not_allowed'],
    ['a member removes somebody', { actor: 'member', to: null }, 'not_allowed'],
    ['a member leaves', { actor: 'member', isSelf: true, to: null }, null],
    ['a viewer leaves', { actor: 'viewer', isSelf: true, from: 'viewer', to: null }, null],
    [
      'a viewer raises themselves',
      { actor: 'viewer', isSelf: true, from: 'viewer', to: 'member' },
      'not_allowed',
    ],
    [
      'a person leaves their own organization',
      { isSelf: true, from: 'owner', to: null, otherOwners: 1, isPersonal: true, isTheirs: true },
      'personal_owner',
    ],
    ['a personal organization gets a second owner', { to: 'owner', isPersonal: true }, 'one_owner'],
    [
      'an invited one leaves a personal organization',
      { actor: 'member', isSelf: true, to: null, isPersonal: true },
      null,
    ],
  ])('%s', (_name, change, refusal) => {
    expect(memberChangeRefusal({ ...team, ...change })).toBe(refusal);
  });

  it('of whatever kind leaves an owner', () => {
    const change = fc.record({
      actor: fc.constantFrom(...roles),
      isSelf: fc.boolean(),
      from: fc.constantFrom(...roles),
      to: fc.option(fc.constantFrom(...roles)),
      otherOwners: fc.integer({ min: 0, max: 2 }),
      isPersonal: fc.boolean(),
      isTheirs: fc.boolean(),
    });
    fc.assert(
      fc.property(change, (made) => {
        if (made.from !== 'owner' || memberChangeRefusal(made) !== null) return;
        const owners = made.otherOwners + Number(made.to === 'owner');
        expect(owners).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
