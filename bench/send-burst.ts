import { readFileSync } from 'node:fs';
import Stripe from 'stripe';
import { z } from 'zod';

/**
 * Sends signed events to the app as Stripe would, several at a time, and prints how long each was waited for, in
 * milliseconds. A process of its own: beside the emulator and PostgreSQL's starter its clock would measure them too.
 */
const { url, secret, concurrency, events } = z
  .object({ url: z.url(), secret: z.string(), concurrency: z.int(), events: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

const waitedMs: number[] = [];
const refused: string[] = [];
const waiting = [...events];

const lane = async () => {
  for (let payload = waiting.shift(); payload !== undefined; payload = waiting.shift()) {
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
    const began = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: payload,
    });
    await response.arrayBuffer();
    waitedMs.push(performance.now() - began);
    if (response.status !== 200) refused.push(`${response.status}`);
  }
};

const began = performance.now();
await Promise.all(Array.from({ length: concurrency }, lane));
console.log(JSON.stringify({ waitedMs, refused, tookMs: performance.now() - began }));
