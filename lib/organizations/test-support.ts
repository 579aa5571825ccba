import { asService } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { createOrganization } from './create-organization';
import { acceptInvitation } from './invitations/answer-invitation';
import { inviteMember } from './invitations/invite';
import { issueInvitationLink } from './invitations/issue-invitation-link';

/** A person of a test as they ask from a browser. */
export type TestAsker = TestPerson & { via: 'session' };

/** Makes a person who is signed in. */
export async function makeAsker(): Promise<TestAsker> {
  return { ...(await makePerson()), via: 'session' };
}

/** Makes a team with its owner. */
export async function makeTeam(name = 'A team'): Promise<{ owner: TestAsker; team: string }> {
  const owner = await makeAsker();
  const { id } = await createOrganization(owner, { name });
  return { owner, team: id };
}

/** The token within the link of an invitation's mail, as if it was sent now. */
export async function linkOf(organizationId: string, invitationId: string): Promise<string> {
  const link = await issueInvitationLink(organizationId, invitationId);
  if (!link) throw new Error('the invitation is not open');
  return link.token;
}

/** Has somebody join by an invitation. */
export async function joinByInvitation(
  inviter: TestAsker,
  organizationId: string,
  role: 'admin' | 'member' | 'viewer',
): Promise<TestAsker> {
  const guest = await makeAsker();
  const { id } = await inviteMember(inviter, organizationId, { email: guest.email, role });
  await acceptInvitation(guest, await linkOf(organizationId, id));
  return guest;
}

/** Makes an invitation's time be over, and that of the seat that it holds. */
export async function letInvitationExpire(organizationId: string, id: string): Promise<void> {
  const past = new Date(Date.now() - 1000);
  await asService('test.expire', async (tx) => {
    await tx.invitation.updateMany({ where: { organizationId, id }, data: { expiresAt: past } });
    await tx.usageReservation.updateMany({
      where: { organizationId, idempotencyKey: `invitation:${id}`, state: 'held' },
      data: { expiresAt: past },
    });
  });
}

/** Lets so many seconds pass since an invitation was mailed last. */
export async function letTimePass(organizationId: string, id: string, seconds: number): Promise<void> {
  await asService('test.pass-time', (tx) =>
    tx.invitation.updateMany({
      where: { organizationId, id },
      data: { requestedAt: new Date(Date.now() - seconds * 1000) },
    }),
  );
}

/** Who holds seats: members and open invitations as rows, and what the counter says of both. */
export async function seatsOf(organizationId: string) {
  return asService('test.seats', async (tx) => {
    const [members, open, counter, events] = [
      await tx.membership.count({ where: { organizationId } }),
      await tx.invitation.count({
        where: { organizationId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
      }),
      await tx.usageCounter.findFirst({ where: { organizationId, metric: 'seats' } }),
      await tx.usageEvent.aggregate({ where: { organizationId, metric: 'seats' }, _sum: { quantity: true } }),
    ];
    return {
      members,
      open,
      used: Number(counter?.used ?? 0),
      reserved: Number(counter?.reserved ?? 0),
      counted: Number(events._sum.quantity ?? 0),
    };
  });
}
