import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { type BurstPlan, type BurstResult, planSchema } from './burst-plan';

/**
 * Sends signed events to the app as Stripe would: for each line of standard input, the plan in the file that it names,
 * answered by a line that says how long each event was waited for. A process of its own: beside the emulator its clock
 * would measure that too.
 */
for await (const file of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await burst(planSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))));
}

async function burst(plan: BurstPlan): Promise<BurstResult> {
  const result: BurstResult = { waitedMs: [], refused: [], tookMs: 0 };
  const began = performance.now();
  await (plan.perSecond === null ? asFastAsAnswered(plan, result) : atRandom(plan, plan.perSecond, result));
  return { ...result, tookMs: performance.now() - began };
}

async function asFastAsAnswered(plan: BurstPlan, result: BurstResult): Promise<void> {
  const waiting = [...plan.events];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await send(plan, next, performance.now(), result);
    }
  };
  await Promise.all(Array.from({ length: plan.lanes }, lane));
}

// The wait counts from when an event was due, so that one that had to queue is not left out.
async function atRandom(plan: BurstPlan, perSecond: number, result: BurstResult): Promise<void> {
  const sent: Promise<void>[] = [];
  let due = performance.now();
  for (const event of plan.events) {
    due += (-Math.log(1 - Math.random()) / perSecond) * 1_000;
    const early = due - performance.now();
    if (early >= 1) await sleep(early);
    sent.push(send(plan, event, Math.min(due, performance.now()), result));
  }
  await Promise.all(sent);
}

async function send(
  { url, secret }: BurstPlan,
  payload: string,
  due: number,
  result: BurstResult,
): Promise<void> {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body: payload,
  });
  await response.arrayBuffer();
  result.waitedMs.push(performance.now() - due);
  if (response.status !== 200) result.refused.push(response.status);
}
