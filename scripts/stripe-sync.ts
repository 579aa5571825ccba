import { pushCatalogue } from '@/lib/billing';
import { disconnect } from '@/lib/db';

/** `npm run stripe:sync`: makes the Stripe account of `STRIPE_SECRET_KEY` sell what the catalogue says. */
try {
  for (const { kind, name, action } of await pushCatalogue()) {
    console.log(`${action.padEnd(10)} ${kind.padEnd(8)} ${name}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}
