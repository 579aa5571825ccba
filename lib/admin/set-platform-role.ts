import { recordAudit } from '@/lib/audit';
import { asService } from '@/lib/db';

/**
 * Makes a person an admin of the platform, or takes that away: for the operator's command alone, since nobody in the console
 * makes admins. It holds at the next request; doing it again changes nothing.
 * @returns whether anything changed; null when nobody has that address
 */
export function setPlatformRole(
  email: string,
  platformRole: 'superadmin' | 'user',
): Promise<{ changed: boolean; hasSecondFactor: boolean } | null> {
  return asService('admin.set-platform-role', async (tx) => {
    const [user] = await tx.$queryRaw<
      { id: string; email: string; role: string; hasSecondFactor: boolean }[]
    >`
      select u.id::text as id, u.email, u.platform_role::text as role, app.has_second_factor(u.id) as "hasSecondFactor"
      from app.users u where u.email = lower(${email.trim()}) and u.status <> 'deleted'
      for no key update`;
    if (!user) return null;
    const { hasSecondFactor } = user;
    if (user.role === platformRole) return { changed: false, hasSecondFactor };
    await tx.user.update({ where: { id: user.id }, data: { platformRole } });
    await recordAudit(tx, {
      actor: { id: null, email: null, via: 'script' },
      action: platformRole === 'superadmin' ? 'admin.granted' : 'admin.revoked',
      target: { kind: 'user', id: user.id, label: user.email },
      userId: user.id,
      before: { platformRole: user.role },
      after: { platformRole },
    });
    return { changed: true, hasSecondFactor };
  });
}
