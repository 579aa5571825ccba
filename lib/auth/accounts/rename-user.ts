import { z } from 'zod';
import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import { type Actor, actorOf } from '../actor-of';
import { recordOwn } from '../record-own';
import { nameField } from './fields';

/** What a person may change about themselves. */
export const profileSchema = z.object({ name: nameField });

/**
 * Gives a person another name, and with it the personal organization, which is called like its person.
 * @throws ProblemError 404 for an account that is not there any more
 */
export async function renameUser(person: Actor, { name }: z.infer<typeof profileSchema>): Promise<void> {
  const { userId } = person;
  await asService('auth.rename-user', async (tx) => {
    const [former] = await tx.$queryRaw<{ name: string | null }[]>`
      select name from app.users where id = ${userId}::uuid for no key update`;
    if (!former) throw problems.notFound();
    if (former.name === name) return;
    await tx.user.update({ where: { id: userId }, data: { name } });
    await tx.organization.updateMany({ where: { id: userId, kind: 'personal' }, data: { name } });
    await recordOwn(tx, userId, 'account.renamed', {
      actor: actorOf(person),
      before: { name: former.name },
      after: { name },
    });
  });
}
