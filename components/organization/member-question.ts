import type { Member } from '@/lib/organizations/schema';
import { aRole, roleWords } from './role-words';

/** What is asked before something is done that cannot simply be undone. */
export type MemberQuestion =
  | { kind: 'role'; member: Member; role: Member['role'] }
  | { kind: 'remove' | 'leave' | 'transfer'; member: Member };

type Words = { title: string; description: string; confirmLabel: string; tone: 'danger' | 'primary' };

/** A question in words; those of leaving while there is none. */
export function questionWords(
  question: MemberQuestion | null,
  { organizationName, userId }: { organizationName: string; userId: string },
): Words {
  const name = question ? (question.member.name ?? question.member.email) : '';
  if (question?.kind === 'remove')
    return {
      title: `Remove ${name}?`,
      description: `They lose access to ${organizationName} at once, and their keys here stop working. What they saved stays. They are told by mail.`,
      confirmLabel: 'Remove',
      tone: 'danger',
    };
  if (question?.kind === 'transfer')
    return {
      title: `Make ${name} the owner?`,
      description: `They will own ${organizationName}, with its members and its bill, and you stay as an admin. Only they can give it back.`,
      confirmLabel: 'Pass on ownership',
      tone: 'danger',
    };
  if (question?.kind === 'role') {
    const role = aRole(question.role);
    const isSelf = question.member.userId === userId;
    return {
      title: isSelf ? `Become ${role}?` : `Make ${name} ${role}?`,
      description: isSelf
        ? `${roleWords[question.role].may} Somebody else has to give your present role back.`
        : roleWords[question.role].may,
      confirmLabel: 'Change role',
      tone: isSelf ? 'danger' : 'primary',
    };
  }
  return {
    title: `Leave ${organizationName}?`,
    description:
      'You lose access at once, and your keys here stop working. What you saved stays with the organization.',
    confirmLabel: 'Leave',
    tone: 'danger',
  };
}
