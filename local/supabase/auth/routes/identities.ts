import { inTransaction } from '../../database';
import { requireUser } from '../caller';
import type { AuthCall } from '../context';
import { AuthProblem } from '../problem';
import { updateUser } from '../users';

/**
 * `DELETE /user/identities/:id`: unties a provider's account. As hosted, the last identity stays, and a password alone
 * is none: an account that Google made has no identity of its address before the admin API sets one.
 */
export async function unlinkIdentity(call: AuthCall): Promise<Response> {
  await inTransaction(call.context.pool, async (db) => {
    const { user } = await requireUser(call, db);
    const { rows } = await db.query<{ id: string; provider: string }>(
      'select id, provider from auth.identities where user_id = $1 order by created_at',
      [user.id],
    );
    const wanted = rows.find(({ id }) => id === call.params.id);
    if (!wanted) throw new AuthProblem(404, 'identity_not_found', 'Identity does not exist');
    if (rows.length < 2) {
      throw new AuthProblem(
        422,
        'single_identity_not_deletable',
        'User must have at least 1 identity after unlinking',
      );
    }
    await db.query('delete from auth.identities where id = $1', [wanted.id]);
    const providers = rows.filter(({ id }) => id !== wanted.id).map(({ provider }) => provider);
    await updateUser(db, user.id, {
      raw_app_meta_data: { ...user.raw_app_meta_data, provider: providers[0], providers },
    });
  });
  return Response.json({});
}
