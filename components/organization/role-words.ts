import type { Member } from '@/lib/organizations/schema';

type Role = Member['role'];

/** Each role as it is called, and what it may do in a few words. */
export const roleWords: Record<Role, { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'Everything, including other owners and passing the organization on.' },
  admin: { label: 'Admin', may: 'Members, invitations, settings and billing, but not owners.' },
  member: { label: 'Member', may: 'Work on everything that is saved here.' },
  viewer: { label: 'Viewer', may: 'Look at everything, and change nothing.' },
};

/** A role within a sentence, such as "an admin". */
export function aRole(role: Role): string {
  return role === 'owner' || role === 'admin' ? `an ${role}` : `a ${role}`;
}
