import { asService } from '@/lib/db';
import { KEY_DAYS } from './idempotency';

/** Rows deleted in one transaction. */
const BATCH = 1_000;

/** Deletes the idempotency keys that are older than {@link KEY_DAYS}, and the answers kept with them. Interrupted, it goes on the next time. */
export async function forgetKeys(): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const count = await asService(
      'http.forget-keys',
      (tx) => tx.$executeRaw`
        delete from app.idempotency_keys where (organization_id, operation, key) in (
          select organization_id, operation, key from app.idempotency_keys
          where created_at < now() - make_interval(days => ${KEY_DAYS})
          order by created_at limit ${BATCH} for update skip locked)`,
    );
    forgotten += count;
    if (count < BATCH) return forgotten;
  }
}
