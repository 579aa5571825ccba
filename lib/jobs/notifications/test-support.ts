import { z } from 'zod';
import { asService, type TenantContext } from '@/lib/db';
import { env } from '@/lib/env';

/** What was noted for a person in an organization, oldest first. */
export function notedFor({ organizationId, userId }: TenantContext) {
  return asService('test.noted', (tx) =>
    tx.notification.findMany({ where: { organizationId, userId }, orderBy: { id: 'asc' } }),
  );
}

/** All mails to an address, newest first. */
export async function mailsTo(email: string) {
  const answer = await fetch(`${env().RESEND_API_URL}/api/messages?to=${encodeURIComponent(email)}`);
  return inboxSchema.parse(await answer.json()).messages;
}

const inboxSchema = z.object({
  messages: z.array(z.object({ subject: z.string(), html: z.string() })),
});

/** Puts away what other tests have left to be mailed, so that sending waits for nothing of theirs. */
export function settleAll(): Promise<unknown> {
  return asService('test.settle', (tx) =>
    tx.notification.updateMany({ where: { sentAt: null, withheld: null }, data: { withheld: 'outdated' } }),
  );
}
