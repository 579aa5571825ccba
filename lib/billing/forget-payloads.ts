import { asService } from '@/lib/db';

/** Days for which what Stripe sent is kept. Stripe itself tells of its events for 30. */
export const PAYLOAD_DAYS = 90;

/** Events looked at in one transaction. */
const BATCH = 1_000;

/**
 * Forgets what Stripe sent with the events that are done with and older than {@link PAYLOAD_DAYS}: it names people, also those who
 * have left. The events themselves stay. One that still waits keeps it, since it tells whose it is. Interrupted, it goes on the
 * next time.
 */
export async function forgetPayloads(): Promise<number> {
  let forgotten = 0;
  let after: Place | undefined = { receivedAt: '-infinity', id: '' };
  while (after) {
    const batch = await forgetBatch(after);
    forgotten += batch?.forgotten ?? 0;
    after = batch?.looked === BATCH ? batch : undefined;
  }
  return forgotten;
}

/** How far it has looked, in the order in which events came. */
type Place = { receivedAt: string; id: string };

async function forgetBatch({
  receivedAt,
  id,
}: Place): Promise<(Place & { forgotten: number; looked: number }) | undefined> {
  const [batch] = await asService(
    'billing.forget-payloads',
    (tx) => tx.$queryRaw<(Place & { forgotten: number; looked: number })[]>`
      with looked as materialized (
        select e.id, e.received_at from app.webhook_events e
        where e.received_at < now() - make_interval(days => ${PAYLOAD_DAYS})
          and (e.received_at, e.id) > (${receivedAt}::timestamptz, ${id})
        order by e.received_at, e.id limit ${BATCH}
      ), forgotten as (
        update app.webhook_events e set payload = null
        from looked l
        where e.id = l.id and e.payload is not null and e.status in ('processed', 'dead')
        returning e.id
      )
      select (select count(*)::int from forgotten) as forgotten, (select count(*)::int from looked) as looked,
        l.received_at::text as "receivedAt", l.id
      from looked l order by l.received_at desc, l.id desc limit 1`,
  );
  return batch;
}
