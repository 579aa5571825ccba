import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../core/settings';
import type { Store } from '../core/store';
import { randomFrom, readDeliveryModes } from './delivery-modes';
import type { Delivery, DeliveryQueue } from './delivery-queue';
import { type SendOutcome, send } from './send';

/** What {@link Postman} works with. */
export type PostmanOptions = {
  store: Store;
  queue: DeliveryQueue;
  settings: Settings;
  /** Wait before the second attempt, in milliseconds; doubles with each further one up to a minute. */
  retryBaseMs: number;
};

/** Attempts before a delivery counts as failed for good. */
const MAX_ATTEMPTS = 10;

/** Sends what is in the queue, beside the API and never in its way. */
export class Postman {
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];
  #random: { seed: number; next: () => number } = { seed: 0, next: () => 0 };

  constructor(private readonly options: PostmanOptions) {}

  /** Looks for due deliveries soon; call it after everything that may have queued one. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dispatch(), 0);
  }

  /** Waits until nothing is pending (or deliveries are held) and says how many still are. */
  async whenIdle(timeoutMs: number): Promise<{ idle: boolean; pending: number }> {
    const cancel = new AbortController();
    let late = false;
    const deadline = sleep(timeoutMs, undefined, { signal: cancel.signal }).then(
      () => {
        late = true;
      },
      () => {},
    );
    while (!late && !this.#stopping.signal.aborted) {
      const pending = this.options.queue.pendingCount();
      const held = readDeliveryModes(this.options.settings).held;
      if (this.#inFlight.size === 0 && (pending === 0 || held)) break;
      await Promise.race([deadline, new Promise<void>((resolve) => this.#waiting.push(resolve))]);
    }
    cancel.abort();
    const pending = this.options.queue.pendingCount();
    return { idle: pending === 0 && this.#inFlight.size === 0, pending };
  }

  /** Stops sending. An interrupted delivery stays pending and goes out again after the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    this.#announce();
    await Promise.all(this.#inFlight.values());
  }

  #dispatch(): void {
    if (this.#stopping.signal.aborted) return;
    const modes = readDeliveryModes(this.options.settings);
    if (modes.held) return;
    const now = Date.now();
    // A shuffle draws from everything; otherwise a few more than can be in flight are enough to look at.
    const due = this.options.queue
      .due(now, modes.delay_ms, modes.shuffle ? 1_000_000 : MAX_IN_FLIGHT * 2)
      .filter(({ id }) => !this.#inFlight.has(id));
    if (this.#random.seed !== modes.seed) this.#random = { seed: modes.seed, next: randomFrom(modes.seed) };
    if (modes.shuffle) shuffle(due, this.#random.next);
    for (const delivery of due.slice(0, MAX_IN_FLIGHT - this.#inFlight.size)) {
      if (delivery.attempts === 0 && modes.drop > 0 && this.#random.next() < modes.drop) {
        this.#settle(delivery, {
          status: 'dropped',
          lastStatus: null,
          lastError: 'dropped by delivery mode',
        });
      } else {
        const work = this.#deliver(delivery, 1 + modes.duplicate).finally(() => {
          this.#inFlight.delete(delivery.id);
          this.#announce();
          this.wake();
        });
        this.#inFlight.set(delivery.id, work);
      }
    }
    this.#announce();
    const next = this.options.queue.nextDueAtMs(modes.delay_ms);
    const free = this.#inFlight.size < MAX_IN_FLIGHT;
    if (next === undefined || !free) return;
    // A delivery in flight is still due in the queue; its end wakes us, so look again at leisure.
    const wait = Math.max(next - now, this.#inFlight.size > 0 ? 250 : 1);
    this.#timer = setTimeout(() => this.#dispatch(), Math.min(wait, 60_000));
  }

  async #deliver(delivery: Delivery, copies: number): Promise<void> {
    const event = this.options.store.get('event', delivery.eventId);
    const endpoint = this.options.store.get('webhook_endpoint', delivery.endpointId);
    const secret = this.options.store.readPrivate('webhook_endpoint', delivery.endpointId);
    const gone = this.options.store.isDeleted('webhook_endpoint', delivery.endpointId);
    if (event === undefined || endpoint === undefined || gone || typeof secret !== 'string') {
      this.#settle(delivery, { status: 'failed', lastStatus: null, lastError: 'The endpoint is gone.' });
      return;
    }
    let outcome: SendOutcome = { ok: false, status: null, error: 'not sent' };
    for (let copy = 0; copy < copies; copy += 1) {
      outcome = await send(endpoint.url, secret, event, this.#stopping.signal);
    }
    if (this.#stopping.signal.aborted && !outcome.ok) return;
    const last = { lastStatus: outcome.status, lastError: outcome.error };
    if (outcome.ok) this.#settle(delivery, { status: 'delivered', ...last });
    else if (delivery.attempts + 1 >= MAX_ATTEMPTS) this.#settle(delivery, { status: 'failed', ...last });
    else this.#settle(delivery, { status: 'pending', ...last });
  }

  #settle(
    delivery: Delivery,
    outcome: { status: Delivery['status']; lastStatus: number | null; lastError: string | null },
  ) {
    const wait = Math.min(this.options.retryBaseMs * 2 ** delivery.attempts, 60_000);
    this.options.queue.settle(delivery.id, { ...outcome, dueAtMs: Date.now() + wait });
  }

  #announce(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

const MAX_IN_FLIGHT = 8;

function shuffle<T>(items: T[], random: () => number): void {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [items[index], items[other]];
    if (a === undefined || b === undefined) continue;
    items[index] = b;
    items[other] = a;
  }
}
