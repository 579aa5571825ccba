import { asService } from '@/lib/db';
import { authenticatorsIn } from './authenticators';

/** How two-factor sign-in of a person stands. */
export type SecondFactorStatus =
  | { state: 'off'; requiredBy: 'platform' | 'organization' | null }
  | { state: 'on'; since: Date; recoveryCodesLeft: number };

/** Reads how it stands, for the organization in which the person acts. */
export function secondFactorStatus({
  userId,
  organizationId,
}: {
  userId: string;
  organizationId: string;
}): Promise<SecondFactorStatus> {
  return asService('auth.second-factor-status', async (tx) => {
    const factor = (await authenticatorsIn(tx, userId)).find(({ isVerified }) => isVerified);
    if (factor) {
      const recoveryCodesLeft = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
      return { state: 'on', since: factor.createdAt, recoveryCodesLeft };
    }
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { platformRole: true } });
    if (user.platformRole === 'superadmin') return { state: 'off', requiredBy: 'platform' };
    const organization = await tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { requiresSecondFactor: true },
    });
    return { state: 'off', requiredBy: organization.requiresSecondFactor ? 'organization' : null };
  });
}
