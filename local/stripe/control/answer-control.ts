import { z } from 'zod';
import { readBody } from '../../shared/http-server';
import { StripeError } from '../api/errors';
import { type Faults, faultSchema } from '../api/faults';
import { billingSettingsSchema, readBillingSettings, writeBillingSettings } from '../core/billing-settings';
import { type Context, type Emulator, NO_REQUEST } from '../core/context';
import { passTime } from '../core/pass-time';
import {
  type DeliveryModes,
  ordinaryDelivery,
  readDeliveryModes,
  writeDeliveryModes,
} from '../events/delivery-modes';
import type { DeliveryQueue } from '../events/delivery-queue';
import type { Postman } from '../events/postman';
import { orderDeclines } from '../payments/ordered-declines';
import { orderRefundFailure, renewCard } from './banks';
import { decideDispute, orderDispute } from './disputes';

/** What the control API acts on. */
export type ControlOptions = {
  emulator: Emulator;
  queue: DeliveryQueue;
  postman: Postman;
  faults: Faults;
  /** Breaches of the SDK's types found so far. */
  breaches: string[];
  reset(order: ResetOrder): void;
};

const modesSchema = z.strictObject({
  held: z.boolean().optional(),
  duplicate: z.int().min(0).max(20).optional(),
  shuffle: z.boolean().optional(),
  drop: z.number().min(0).max(1).optional(),
  delay_ms: z.int().min(0).max(600_000).optional(),
  seed: z.int().optional(),
});
const advanceSchema = z.strictObject({
  seconds: z
    .int()
    .min(0)
    .max(20 * 366 * 86_400),
});
const resetSchema = z.strictObject({
  /** Products, prices, meters and portal configurations stay. */
  keep_catalogue: z.boolean().default(false),
  /** When the emptied account's clock begins, in seconds since 1970, also in the past; left out, now. */
  now: z.int().min(0).optional(),
});
/** What `POST /reset` is told. */
export type ResetOrder = z.output<typeof resetSchema>;
const timesSchema = z.strictObject({ times: z.int().min(1).max(1000).default(1) });

/** Answers `/_control/…`: how tests steer the emulator. JSON in, JSON out. */
export async function answerControl(options: ControlOptions, request: Request, url: URL): Promise<Response> {
  // A web page may post anywhere, also to loopback; it always says where it comes from.
  if (request.headers.has('origin')) {
    return Response.json({ error: 'The control API is not for web pages.' }, { status: 403 });
  }
  try {
    const action = `${request.method} ${url.pathname.replace(/^\/_control/, '')}`;
    const text = (await readBody(request, 1024 * 1024)).toString('utf8');
    return Response.json(await act(options, action, url, text === '' ? {} : JSON.parse(text)));
  } catch (error) {
    if (error instanceof StripeError)
      return Response.json({ error: error.message }, { status: error.status });
    if (error instanceof UnknownAction) return Response.json({ error: error.message }, { status: 404 });
    if (error instanceof z.ZodError) return Response.json({ error: z.prettifyError(error) }, { status: 400 });
    if (error instanceof SyntaxError)
      return Response.json({ error: 'The body is not JSON.' }, { status: 400 });
    throw error;
  }
}

class UnknownAction extends Error {}

async function act(options: ControlOptions, action: string, url: URL, body: unknown): Promise<object> {
  const { emulator, postman, queue, faults } = options;
  const redelivered = /^POST \/events\/([^/]+)\/deliver$/.exec(action)?.[1];
  if (redelivered !== undefined) return deliverAgain(options, redelivered, timesSchema.parse(body).times);
  switch (action) {
    case 'POST /reset':
      options.reset(resetSchema.parse(body));
      faults.clear();
      options.breaches.length = 0;
      return { ok: true };
    case 'POST /clock/advance': {
      const { seconds } = advanceSchema.parse(body);
      const context = { ...emulator, cause: NO_REQUEST };
      emulator.store.transaction(() => passTime(context, emulator.clock.now() + seconds));
      postman.wake();
      return { now: emulator.clock.now() };
    }
    case 'GET /billing/settings':
      return readBillingSettings(emulator.settings);
    case 'POST /billing/settings': {
      const change = billingSettingsSchema.partial().parse(body);
      const wanted = billingSettingsSchema.parse({ ...readBillingSettings(emulator.settings), ...change });
      writeBillingSettings(emulator.settings, wanted);
      return wanted;
    }
    case 'POST /payments/decline':
      orderDeclines(emulator, timesSchema.parse(body).times);
      return { ok: true };
    case 'DELETE /payments/decline':
      orderDeclines(emulator, 0);
      return { ok: true };
    case 'POST /disputes':
      return change(options, (context) => orderDispute(context, body));
    case 'POST /disputes/close':
      return change(options, (context) => decideDispute(context, body));
    case 'POST /refunds/fail':
      return change(options, (context) => orderRefundFailure(context, body));
    case 'POST /payment_methods/renew':
      return change(options, (context) => renewCard(context, body));
    case 'GET /breaches':
      return { breaches: options.breaches };
    case 'GET /deliveries': {
      const eventId = url.searchParams.get('event');
      const limit = Number(url.searchParams.get('limit') ?? 1000);
      return { deliveries: queue.list({ ...(eventId !== null && { eventId }), limit }) };
    }
    case 'GET /deliveries/modes':
      return readDeliveryModes(emulator.settings);
    case 'POST /deliveries/modes':
      return changeModes(options, defined(modesSchema.parse(body)));
    case 'DELETE /deliveries/modes':
      return changeModes(options, ordinaryDelivery);
    case 'POST /deliveries/hold':
      return changeModes(options, { held: true });
    case 'POST /deliveries/release':
      return changeModes(options, { held: false });
    case 'GET /idle':
      postman.wake();
      return postman.whenIdle(Number(url.searchParams.get('timeout_ms') ?? 10_000));
    case 'POST /faults':
      faults.add(faultSchema.parse(body));
      return { ok: true };
    case 'DELETE /faults':
      faults.clear();
      return { ok: true };
    default:
      throw new UnknownAction(`There is no ${action} in the control API.`);
  }
}

function change<T extends object>({ emulator, postman }: ControlOptions, work: (context: Context) => T): T {
  const done = emulator.store.transaction(() => work({ ...emulator, cause: NO_REQUEST }));
  postman.wake();
  return done;
}

function changeModes({ emulator, postman }: ControlOptions, change: Partial<DeliveryModes>): DeliveryModes {
  const modes = { ...readDeliveryModes(emulator.settings), ...change };
  writeDeliveryModes(emulator.settings, modes);
  postman.wake();
  return modes;
}

function deliverAgain({ emulator, queue, postman }: ControlOptions, eventId: string, times: number): object {
  const event = emulator.store.get('event', eventId);
  if (event === undefined) throw new UnknownAction(`There is no event ${eventId}.`);
  const endpoints = emulator.store
    .all('webhook_endpoint')
    .filter(
      ({ status, enabled_events: wanted }) =>
        status === 'enabled' && (wanted.includes('*') || wanted.includes(event.type)),
    );
  const deliveries = Array.from({ length: times }, () =>
    endpoints.map(({ id }) => queue.add(event, id)),
  ).flat();
  postman.wake();
  return { deliveries };
}

function defined(values: z.output<typeof modesSchema>): Partial<DeliveryModes> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
