import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { readUnsubscribeToken, type UnsubscribeKind } from './unsubscribe-token';

/** What a link ends: which mails, about which organization, and whether they are sent at present. */
export type UnsubscribeOffer = { kind: UnsubscribeKind; organizationName: string; isOn: boolean };

/** What the link of a mail would end, for whoever follows it; null for a link that is not ours or of who has left. */
export function unsubscribeOffer(token: string): Promise<UnsubscribeOffer | null> {
  return asService('jobs.unsubscribe_offer', async (tx) => {
    const found = await behind(tx, token);
    return found && { kind: found.kind, organizationName: found.organizationName, isOn: found.isOn };
  });
}

/**
 * Ends the mails of a kind to one person about one organization. Whoever has the mail may, without signing in; done twice it
 * is done once. They are switched on again in the settings.
 * @throws ProblemError 404 for a link that is not ours or of who has left
 */
export async function unsubscribe(token: string): Promise<void> {
  await asService('jobs.unsubscribe', async (tx) => {
    const found = await behind(tx, token);
    if (!found) throw problems.notFound('This link does not work any more.');
    const { organizationId, userId, kind } = found;
    await tx.notificationSettings.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { [columnOf[kind]]: false },
    });
  });
}

const columnOf = { reminder: 'reminderMail', interview: 'interviewMail', digest: 'digestMail' } as const;

async function behind(tx: Transaction, token: string) {
  const read = readUnsubscribeToken(token);
  if (!read) return null;
  const { organizationId, userId, kind } = read;
  const row = await tx.notificationSettings.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    include: { membership: { select: { organization: { select: { name: true } } } } },
  });
  if (!row || !read.isSignedBy(row.unsubscribeKey)) return null;
  const organizationName = row.membership.organization.name;
  return { organizationId, userId, kind, organizationName, isOn: row[columnOf[kind]] };
}
