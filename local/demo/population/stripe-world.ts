import { DatabaseSync } from 'node:sqlite';
import { TRIAL_USER } from '@/lib/billing/trial-order';
import { createClock } from '../../stripe/core/clock';
import { NO_REQUEST } from '../../stripe/core/context';
import { makeTables, openDatabase } from '../../stripe/core/database';
import type { StoredEvent, StoredObjects } from '../../stripe/core/objects';
import { passTime } from '../../stripe/core/pass-time';
import { createSettings } from '../../stripe/core/settings';
import { Store } from '../../stripe/core/store';
import { DeliveryQueue } from '../../stripe/events/delivery-queue';
import { EventLog } from '../../stripe/events/event-log';
import { attach } from '../../stripe/payments/attach';
import { createCustomer } from '../../stripe/resources/customers';
import { cancelNow } from '../../stripe/subscriptions/cancel';
import { startSubscription } from '../../stripe/subscriptions/start';
import { updateSubscription } from '../../stripe/subscriptions/update';
import type { Person, Step } from './people';

/** What an organization has at Stripe after all that it did, and what Stripe told of it. */
export type StripeAccount = {
  customer: string;
  subscriptions: StoredObjects['subscription'][];
  invoices: StoredObjects['invoice'][];
  intents: StoredObjects['payment_intent'][];
  events: StoredEvent[];
  store: Store;
};

/** A row of the emulator's table of objects. */
export type ObjectRow = Record<'id' | 'type' | 'data', string> & {
  created: number;
  deleted: number;
  private: string | null;
};

/**
 * A place in memory in which histories are lived through by the emulator's own rules, each from its beginning to now:
 * periods renew, cards are refused and tried again, trials end.
 * @param dataDir of the emulator, whose prices are sold
 */
export function openStripeWorld(dataDir: string, now: Date) {
  const memory = new DatabaseSync(':memory:');
  makeTables(memory);
  const live = openDatabase(dataDir);
  const wares = rowsIn(live, 'in');
  insertObjects(memory, wares);
  const store = new Store(memory);
  const settings = createSettings(memory);
  const clock = createClock(settings);
  const events = new EventLog(store, clock, new DeliveryQueue(memory), () => {});
  const context = { store, settings, clock, events, publicUrl: '', cause: NO_REQUEST };
  const priceOf = new Map(store.all('price').map(({ lookup_key: key, id }) => [key ?? '', id]));
  const lived: ObjectRow[] = [];

  const liveThrough = (person: Person): { customer: string } => {
    const [first] = person.steps;
    clock.startAt(seconds(first?.at ?? now));
    const organizationId = person.team?.id ?? person.id;
    const { id: customer } = createCustomer(context, {
      email: person.email,
      name: person.team?.name ?? person.name,
      metadata: { organizationId },
    });
    const card = attach(context, cards[person.name.length % cards.length] ?? 'pm_card_visa', customer).id;
    for (const step of person.steps) {
      passTime(context, seconds(step.at));
      take(step, { customer, card, userId: person.id, organizationId });
    }
    passTime(context, seconds(now));
    return { customer };
  };

  const take = (
    step: Step,
    owner: { customer: string; card: string; userId: string; organizationId: string },
  ): void => {
    const { customer, card } = owner;
    if (step.does === 'subscribe') {
      const keys = [
        { key: `${step.planId}_${step.interval}`, quantity: 1 },
        ...(step.seats > 0 ? [{ key: `${step.planId}_seat_${step.interval}`, quantity: step.seats }] : []),
      ];
      startSubscription(context, {
        customer,
        items: keys.map(({ key, quantity }) => ({ price: requiredPrice(key), quantity })),
        defaultPaymentMethod: card,
        description: null,
        discounts: [],
        metadata: {
          organizationId: owner.organizationId,
          ...(step.trialDays > 0 && { [TRIAL_USER]: owner.userId }),
        },
        missingPaymentMethod: 'cancel',
        paymentBehavior: 'allow_incomplete',
        trialEnd: step.trialDays > 0 ? clock.now() + step.trialDays * 86_400 : undefined,
      });
      return;
    }
    const [present] = store.all('subscription', [
      { field: 'status', noneOf: ['canceled', 'incomplete_expired'] },
    ]);
    const [item] = present?.items.data ?? [];
    if (!present || !item) return;
    if (step.does === 'change') {
      updateSubscription(context, present.id, {
        items: [{ id: item.id, price: requiredPrice(`${step.planId}_month`) }],
        proration_behavior: 'always_invoice',
      });
    } else if (step.does === 'cancel_at_end') {
      updateSubscription(context, present.id, { cancel_at_period_end: true });
    } else if (step.does === 'cancel_now') {
      cancelNow(context, present, {});
    } else {
      const refused = attach(context, 'pm_card_chargeCustomerFail', customer).id;
      updateSubscription(context, present.id, { default_payment_method: refused });
    }
  };

  const requiredPrice = (key: string): string => {
    const id = priceOf.get(key);
    if (!id) throw new Error(`Stripe has no price ${key}.`);
    return id;
  };

  return {
    /** Lives one history through, and hands out what it came to before the next one begins. */
    live<T>(person: Person, read: (account: StripeAccount) => T): T {
      memory.exec('begin');
      const { customer } = liveThrough(person);
      const result = read({
        customer,
        subscriptions: store.all('subscription'),
        invoices: store.all('invoice'),
        intents: store.all('payment_intent'),
        events: store.all('event'),
        store,
      });
      lived.push(...rowsIn(memory, 'not in').filter(({ type }) => type !== 'event'));
      memory.exec('rollback');
      return result;
    },
    /** Puts all that was lived through into the emulator, the oldest first, and ends. */
    close(): void {
      live.exec('begin immediate');
      insertObjects(
        live,
        lived.sort((a, b) => a.created - b.created),
      );
      live.exec('commit');
      live.close();
      memory.close();
    },
  };
}

const catalogueTypes = ['product', 'price', 'billing.meter', 'billing_portal.configuration'] as const;
const cards = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_visa', 'pm_card_amex'];

/** The account's catalogue, or all that is not of it, in the order in which it was made. */
function rowsIn(database: DatabaseSync, which: 'in' | 'not in'): ObjectRow[] {
  const marks = catalogueTypes.map(() => '?').join(', ');
  const rows = database
    .prepare(
      `select id, type, created, deleted, data, private from objects where type ${which} (${marks}) order by seq`,
    )
    .all(...catalogueTypes);
  return rows.map((row) => ({
    id: String(row.id),
    type: String(row.type),
    data: String(row.data),
    created: Number(row.created),
    deleted: Number(row.deleted),
    private: row.private === null ? null : String(row.private),
  }));
}

function insertObjects(database: DatabaseSync, rows: readonly ObjectRow[]): void {
  const insert = database.prepare(
    'insert into objects (id, type, created, deleted, data, private) values (?, ?, ?, ?, ?, ?)',
  );
  for (const row of rows) insert.run(row.id, row.type, row.created, row.deleted, row.data, row.private);
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
