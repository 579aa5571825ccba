import './unknown-webhook-secret';
import { parseArgs } from 'node:util';
import { applyPlan, identifyAccount, planAccount, planWords, stepWords } from '@/lib/billing';
import { disconnect } from '@/lib/db';

/**
 * `npm run stripe:sync`: makes the Stripe account of `STRIPE_SECRET_KEY` have the products, prices and meters of the
 * catalogue, the portal's configuration and the webhook endpoint. It prints first what differs; `-- --dry-run` ends
 * there. With a live key it changes nothing unless `-- --live` says so.
 */
const usage = 'npm run stripe:sync, with -- --dry-run to change nothing, with -- --live for a live key.';

try {
  const options = optionsIn(process.argv.slice(2));
  const { name, mode } = await identifyAccount();
  console.log(`Stripe account: ${name}, ${mode} mode.`);
  if (options.live && mode === 'test') throw new Error('--live was given, but the key is one for testing.');
  const plan = await planAccount();
  for (const line of [...plan.notes, ...planWords(plan)]) console.log(line);
  const isDone = options.dryRun || (plan.steps.length === 0 && plan.conflicts.length === 0);
  if (!isDone) {
    if (mode === 'live' && !options.live)
      throw new Error('Nothing was changed: the key is live. Give --live to change what customers pay.');
    await apply(plan);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}

async function apply(plan: Awaited<ReturnType<typeof planAccount>>): Promise<void> {
  if (plan.conflicts.length === 0) console.log('Doing it:');
  await applyPlan(plan, {
    stepDone: (step) => console.log(`  done ${stepWords(step)}`),
    secretMade: (secret) =>
      console.log(
        `\n  The new webhook endpoint signs with ${secret}\n` +
          '  Set it as STRIPE_WEBHOOK_SECRET of the app and of the worker now. It is not printed again; Stripe shows\n' +
          '  it in its dashboard under Developers, Webhooks.\n',
      ),
  });
}

function optionsIn(args: string[]): { dryRun: boolean; live: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { 'dry-run': { type: 'boolean', default: false }, live: { type: 'boolean', default: false } },
    });
    return { dryRun: values['dry-run'], live: values.live };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
