import { z } from 'zod';
import { asService } from '@/lib/db';
import { nameField } from './fields';

/** What a person may change about themselves. */
export const profileSchema = z.object({ name: nameField });

/** Gives a person another name, and with it the personal organization, which is called like its person. */
export async function renameUser(userId: string, { name }: z.infer<typeof profileSchema>): Promise<void> {
  await asService('auth.rename-user', async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name } });
    await tx.organization.updateMany({ where: { id: userId, kind: 'personal' }, data: { name } });
  });
}
