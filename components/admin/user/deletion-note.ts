import type { AccountOrganization } from '@/lib/admin';

/** What deleting an account means for the organizations of its person that others are in, or that go with it. */
export function deletionNote(
  organizations: readonly Pick<AccountOrganization, 'name' | 'kind' | 'role' | 'members' | 'otherOwners'>[],
): string | undefined {
  const teams = organizations.filter(({ kind }) => kind === 'team');
  const going = teams.filter(({ members }) => members === 1);
  const orphaned = teams.filter(
    ({ members, role, otherOwners }) => members > 1 && role === 'owner' && otherOwners === 0,
  );
  const sentences = [
    ...(going.length > 0 ? [`${namesOf(going)} ${going.length === 1 ? 'goes' : 'go'} with it.`] : []),
    ...(orphaned.length > 0
      ? [
          `${namesOf(orphaned)} would be without an owner; after the 30 days the oldest admin or member becomes one.`,
        ]
      : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function namesOf(organizations: readonly { name: string }[]): string {
  return new Intl.ListFormat('en').format(organizations.map(({ name }) => name));
}
