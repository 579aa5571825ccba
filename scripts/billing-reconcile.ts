import { parseArgs } from 'node:util';
import { reconcile } from '@/lib/billing';
import { disconnect } from '@/lib/db';

/**
 * `npm run billing:reconcile`: compares the database with Stripe now, repairs what differs and prints it; `-- --days 90`
 * with more of the invoices, `-- --customer cus_…` one customer in full. Ends with 1 unless all is well afterwards.
 */
try {
  const { values } = parseArgs({
    options: { days: { type: 'string', default: '30' }, customer: { type: 'string', multiple: true } },
  });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new Error('--days is a whole number from 1 on.');
  const result = await reconcile({
    trigger: 'request',
    days,
    ...(values.customer ? { customers: values.customer } : {}),
  });
  if (!result) throw new Error('Another comparison is running; see again when it is done.');
  const { customers, drifts, unchecked, interrupted } = result;
  for (const { stripeCustomerId, objectId, field, ours, theirs, repaired } of drifts) {
    console.log(
      `${repaired ? 'repaired' : 'OPEN    '} ${stripeCustomerId} ${objectId} ${field}: ours ${ours}, Stripe's ${theirs}`,
    );
  }
  for (const customer of unchecked) console.log(`not checked ${customer}`);
  if (interrupted) console.error(`Interrupted: ${interrupted}`);
  const open = drifts.filter(({ repaired }) => !repaired).length;
  console.log(`${customers} customers, ${drifts.length} drifts, ${drifts.length - open} repaired.`);
  if (open > 0 || unchecked.length > 0 || interrupted) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}
