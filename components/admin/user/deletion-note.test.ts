import { expect, it } from 'vitest';
import { deletionNote } from './deletion-note';

const personal = { name: 'Nora Berg', kind: 'personal', role: 'owner', members: 1, otherOwners: 0 } as const;
const team = { name: 'Halcyon', kind: 'team', role: 'owner', members: 1, otherOwners: 0 } as const;

it('of who is alone there is nothing to add', () => {
  expect(deletionNote([personal])).toBeUndefined();
  expect(deletionNote([personal, { ...team, members: 3, otherOwners: 1 }])).toBeUndefined();
  expect(deletionNote([personal, { ...team, members: 3, role: 'admin', otherOwners: 1 }])).toBeUndefined();
});

it('teams without anybody else go with the account', () => {
  expect(deletionNote([personal, team])).toBe('Halcyon goes with it.');
  expect(deletionNote([personal, team, { ...team, name: 'Meridian' }])).toBe(
    'Halcyon and Meridian go with it.',
  );
});

it('teams of others that would lose their only owner are named', () => {
  expect(deletionNote([personal, { ...team, members: 2 }])).toBe(
    'Halcyon would be without an owner; after the 30 days the oldest admin or member becomes one.',
  );
});
