import { inTransaction } from '../../database';
import { requireAdmin } from '../caller';
import type { AuthCall } from '../context';
import { factorJson, factorsOf, ownFactor, removeFactor } from '../factors';
import { existingUser } from '../users';

/** `GET /admin/users/:id/factors` */
export async function listFactors(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const factors = await inTransaction(call.context.pool, async (db) => {
    const user = await existingUser(db, call.params.id ?? '');
    return factorsOf(db, [user.id]);
  });
  return Response.json(factors.map(factorJson));
}

/** `DELETE /admin/users/:id/factors/:factor`: for who has lost it; no code is asked. */
export async function deleteFactor(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const factor = await inTransaction(call.context.pool, async (db) => {
    const user = await existingUser(db, call.params.id ?? '');
    const found = await ownFactor(db, user.id, call.params.factor ?? '');
    await removeFactor(db, found);
    return found;
  });
  return Response.json(factorJson(factor));
}
