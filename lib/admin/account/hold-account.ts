import type { Admin } from '@/lib/auth';
import type { Transaction, UserStatus } from '@/lib/db';
import { problems } from '@/lib/http';

/** An account that an admin acts on, as it is. */
export type HeldAccount = { email: string; status: UserStatus };

/** What is about to be done to an account, for the sentence that refuses it. */
export type LockingOut = 'suspended' | 'activated' | 'deleted';

/**
 * Holds an account whose being let in is about to change, as it is until `tx` ends. Nobody locks out themselves, by which
 * the last admin would be gone, or another admin, over whom operators alone decide.
 * Looked at before it is held: of two admins who tried it on each other at once, each would wait for the other, since
 * `asAdmin` holds on to their own rows.
 * @throws ProblemError 404 for nobody's account, 409 for one's own or another admin's
 */
export async function holdAccount(
  tx: Transaction,
  admin: Admin,
  userId: string,
  verb: LockingOut,
): Promise<HeldAccount> {
  await lookAtAccount(tx, admin, userId, verb);
  const [held] = await tx.$queryRaw<Row[]>`
    select email, status::text as status, platform_role::text as "platformRole"
    from app.users where id = ${userId}::uuid for no key update`;
  return requireNoAdmin(held ?? null, verb);
}

/** {@link holdAccount} without holding it: what it tells may be over a moment later. */
export async function lookAtAccount(
  tx: Transaction,
  admin: Admin,
  userId: string,
  verb: LockingOut,
): Promise<HeldAccount> {
  if (userId === admin.userId) throw problems.conflict(`Your own account cannot be ${verb} here.`);
  const select = { email: true, status: true, platformRole: true } as const;
  return requireNoAdmin(await tx.user.findUnique({ where: { id: userId }, select }), verb);
}

type Row = HeldAccount & { platformRole: 'user' | 'superadmin' };

function requireNoAdmin(row: Row | null, verb: LockingOut): HeldAccount {
  if (!row) throw problems.notFound();
  const { email, status, platformRole } = row;
  if (platformRole === 'superadmin')
    throw problems.conflict(
      `An admin’s account cannot be ${verb} here. An operator takes the role away first.`,
    );
  return { email, status };
}
