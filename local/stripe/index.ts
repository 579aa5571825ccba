import type { LocalService } from '../service';
import { serveHttp } from '../shared/http-server';
import { answerApi } from './api/dispatch';
import { StripeError } from './api/errors';
import { Faults } from './api/faults';
import { IdempotencyKeys } from './api/idempotency';
import { answerControl, type ResetOrder } from './control/answer-control';
import { createClock } from './core/clock';
import { type Emulator, NO_REQUEST } from './core/context';
import { emptyDatabase, openDatabase } from './core/database';
import { randomText } from './core/ids';
import type { StoredEvent } from './core/objects';
import { passTime } from './core/pass-time';
import { createSettings } from './core/settings';
import { Store } from './core/store';
import { DeliveryQueue } from './events/delivery-queue';
import { EventLog } from './events/event-log';
import { Postman } from './events/postman';
import { answerPage } from './pages/answer-page';
import { configureEndpoint } from './resources/webhook-endpoints';
import { type Conformance, unchecked } from './schema/conformance';
import { finishAdvancing, isAnyAdvancing } from './test-clocks/advance';

/** What {@link startStripe} needs. */
export type StripeOptions = {
  /** TCP port, 0 for any free one. */
  port: number;
  /** Folder of its own; made when missing. The account's state stays there across restarts. */
  dataDir: string;
  /** The one key that the API accepts. */
  secretKey: string;
  /** Endpoint that gets every event, signed with the secret. Others can be made through the API. */
  webhook?: { url: string; secret: string } | undefined;
  /** Where browsers reach the hosted pages; the service's own address when left out. */
  publicUrl?: string | undefined;
  /** Checks every request, answer and event against the types of the installed `stripe` package: for tests. */
  strict?: boolean | undefined;
  /** Wait before the second attempt of a delivery, in milliseconds; it doubles from there. Default 1,000. */
  retryBaseMs?: number | undefined;
};

/** A running emulator. */
export type StripeService = LocalService & {
  secretKey: string;
  webhookSecret: string;
  /** With `strict`: every breach of the SDK's types so far. */
  breaches: readonly string[];
};

/**
 * Starts an emulator of the part of Stripe that the product uses: API, hosted pages, webhooks.
 * @throws Error in one sentence when the port is taken
 */
export async function startStripe(options: StripeOptions): Promise<StripeService> {
  const conformance = options.strict ? await strictConformance() : unchecked;
  const breaches: string[] = [];
  const database = openDatabase(options.dataDir);
  const settings = createSettings(database);
  const clock = createClock(settings);
  const store = new Store(database);
  const queue = new DeliveryQueue(database);
  const check = (event: StoredEvent) => checkEvent(conformance, breaches, event);
  const events = new EventLog(store, clock, queue, check);
  const emulator: Emulator = { store, clock, settings, events, publicUrl: options.publicUrl ?? '' };
  const postman = new Postman({ store, queue, settings, retryBaseMs: options.retryBaseMs ?? 1_000 });
  const faults = new Faults();
  const api = {
    emulator,
    secretKey: options.secretKey,
    keys: new IdempotencyKeys(database),
    faults,
    conformance,
    onChange: () => onChange(),
    onBreach: (breach: string) => breaches.push(breach),
  };
  const control = { emulator, queue, postman, faults, breaches, reset: (order: ResetOrder) => reset(order) };
  const pages = { emulator, onChange: () => postman.wake() };

  const advanceTestClocks = () => {
    finishAdvancing(emulator);
    postman.wake();
  };
  let advancing: NodeJS.Timeout | undefined;
  const onChange = () => {
    postman.wake();
    if (advancing !== undefined || !isAnyAdvancing(emulator)) return;
    advancing = setTimeout(() => {
      advancing = undefined;
      advanceTestClocks();
    }, TEST_CLOCK_MS);
  };
  const reset = ({ keep_catalogue, now }: ResetOrder) => {
    emptyDatabase(database, keep_catalogue ? catalogueTypes : []);
    if (now !== undefined) clock.startAt(now);
    configureEndpoint(emulator, options.webhook);
  };
  configureEndpoint(emulator, options.webhook);

  let server: Awaited<ReturnType<typeof serveHttp>>;
  try {
    server = await serveHttp({
      port: options.port,
      service: 'The Stripe emulator',
      handler: (request, url) => {
        if (url.pathname.startsWith('/v1/') || url.pathname.startsWith('/v2/'))
          return answerApi(api, request, url);
        if (url.pathname.startsWith('/_control/')) return answerControl(control, request, url);
        return answerPage(pages, request, url);
      },
    });
  } catch (error) {
    database.close();
    throw error;
  }
  emulator.publicUrl = options.publicUrl ?? server.url;
  advanceTestClocks();
  const ticking = setInterval(() => {
    store.transaction(() => passTime({ ...emulator, cause: NO_REQUEST }, clock.now()));
    postman.wake();
  }, TICK_MS);

  return {
    url: server.url,
    secretKey: options.secretKey,
    webhookSecret: options.webhook?.secret ?? ownSecret(settings),
    breaches,
    stop: async () => {
      clearInterval(ticking);
      await server.stop();
      // Only now: the last requests may have armed it again.
      clearTimeout(advancing);
      await postman.stop();
      database.close();
    },
  };
}

const TICK_MS = 5_000;
/** How long an advancing test clock can be seen doing so; Stripe takes some seconds. */
const TEST_CLOCK_MS = 50;

/** What an account is set up with before anybody buys. */
const catalogueTypes = ['product', 'price', 'billing.meter', 'billing_portal.configuration'] as const;

function checkEvent(conformance: Conformance, breaches: string[], event: StoredEvent): void {
  const found = conformance.event(event);
  if (found.length === 0) return;
  const sentence = `The event ${event.type} does not fit the types of the installed stripe package: ${found.join('; ')}`;
  breaches.push(sentence);
  throw new StripeError(500, 'api_error', sentence, { code: 'emulator_schema_mismatch' });
}

// TypeScript's compiler is large: it is loaded only where the check is wanted.
async function strictConformance(): Promise<Conformance> {
  const { loadConformance } = await import('./schema/load-conformance');
  return loadConformance();
}

function ownSecret(settings: ReturnType<typeof createSettings>): string {
  const name = 'webhook.secret';
  const known = settings.read(name);
  if (known !== undefined) return known;
  const made = `whsec_${randomText(32)}`;
  settings.write(name, made);
  return made;
}
