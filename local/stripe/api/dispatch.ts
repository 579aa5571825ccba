import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../../shared/http-server';
import type { Emulator } from '../core/context';
import { newId } from '../core/ids';
import { API_VERSION } from '../events/event-log';
import { PaymentFailed } from '../invoices/pay';
import type { Conformance } from '../schema/conformance';
import { refuseWhileAdvancing } from '../test-clocks/advance';
import { clockOf, idsIn } from '../test-clocks/clock-of';
import { authenticate } from './authenticate';
import { invalidRequest, StripeError } from './errors';
import { expand } from './expand';
import type { Fault, Faults } from './faults';
import { decodeForm, FormError, type FormGroup } from './form';
import { type Answer, type IdempotencyKeys, requestFingerprint } from './idempotency';
import { matchRoute, type PreparedCall, type Route } from './route';
import { routes } from './routes';

/** What answering API requests needs. */
export type ApiOptions = {
  emulator: Emulator;
  secretKey: string;
  keys: IdempotencyKeys;
  faults: Faults;
  conformance: Conformance;
  /** Called after every request that may have queued deliveries. */
  onChange(): void;
  /** Gets every breach of the SDK's types. */
  onBreach(breach: string): void;
};

const MAX_BODY_BYTES = 1024 * 1024;

/** Answers one request to `/v1/…` as Stripe would. Never throws. */
export async function answerApi(options: ApiOptions, request: Request, url: URL): Promise<Response> {
  const requestId = newId('req');
  const call = { options, request, url, requestId };
  let answer: GivenAnswer;
  try {
    answer = await answerCall(call);
  } catch (error) {
    answer = toAnswer(error);
  }
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': API_VERSION,
      ...(answer.replayed && { 'idempotent-replayed': 'true' }),
      ...(answer.shouldRetry !== undefined && { 'stripe-should-retry': String(answer.shouldRetry) }),
      ...(request.headers.has('idempotency-key') && {
        'idempotency-key': request.headers.get('idempotency-key') ?? '',
      }),
    },
  });
}

/** An answer, with what its headers say of it. */
type GivenAnswer = Answer & { replayed?: boolean; shouldRetry?: boolean | undefined };

type Call = { options: ApiOptions; request: Request; url: URL; requestId: string };

async function answerCall(call: Call): Promise<GivenAnswer> {
  const { options, request, url } = call;
  authenticate(request, options.secretKey);
  checkVersion(request);
  const body = (await readBody(request, MAX_BODY_BYTES)).toString('utf8');
  const found = matchRoute(routes, request.method, url.pathname);
  if (found === undefined) {
    throw invalidRequest(`${request.method} ${url.pathname} is not emulated here.`, {}, 501);
  }
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
  if (key === null) return perform(call, found, body, null);
  if (key.length > 255) throw invalidRequest('Idempotency keys can be at most 255 characters long.');
  const fingerprint = requestFingerprint(request.method, url.pathname, body);
  const before = options.keys.claim(key, fingerprint);
  if (before !== undefined) return { ...before, replayed: true };
  try {
    return await perform(call, found, body, { key, fingerprint });
  } finally {
    options.keys.release(key);
  }
}

type Found = { route: Route; ids: string[] };
type Key = { key: string; fingerprint: string };

async function perform(call: Call, found: Found, body: string, key: Key | null): Promise<GivenAnswer> {
  const { options, request, url } = call;
  const fault = options.faults.take(request.method, url.pathname);
  if (fault?.delay_ms) await sleep(fault.delay_ms);
  if (fault?.effect === 'before') return ordered(fault);
  if (fault?.effect === 'kept') {
    remembered(call, key, answerOf(fault));
    return ordered(fault);
  }
  // Parameters that do not fit never reach the route, so their answer is not kept under the key.
  const { expand: paths, prepared } = readCall(call, found.route, body);
  const answer = run(call, found, prepared, paths, key);
  options.onChange();
  return fault?.effect === 'after' ? ordered(fault) : answer;
}

function readCall(call: Call, route: Route, body: string): { prepared: PreparedCall; expand: string[] } {
  const given = { ...decoded(call.url.search.slice(1)), ...decoded(body) };
  const { expand: wanted, ...rest } = given;
  if (wanted !== undefined && !(Array.isArray(wanted) && wanted.every((path) => typeof path === 'string'))) {
    throw invalidRequest('Invalid array', { param: 'expand' });
  }
  const prepared = route.prepare(rest);
  if (route.paramsType !== undefined) {
    const breaches = call.options.conformance.params(route.paramsType, prepared.params);
    if (breaches.length > 0) throw breach(call, `request ${route.paramsType}`, breaches);
  }
  return { prepared, expand: Array.isArray(wanted) ? wanted.map(String) : [] };
}

/** Runs the route in one transaction, together with the record of its answer. */
function run(call: Call, found: Found, prepared: PreparedCall, paths: string[], key: Key | null): Answer {
  const { emulator, conformance } = call.options;
  const { store } = emulator;
  const remember = (answer: Answer) => remembered(call, key, answer);
  try {
    return store.transaction(() => {
      const cause = { requestId: call.requestId, idempotencyKey: key?.key ?? null };
      const { method, path } = found.route;
      const clock = clockOf(emulator, idsIn(path, found.ids, prepared.params));
      if (method !== 'GET') refuseWhileAdvancing(emulator, clock);
      const result = answered(() => prepared.run({ ...emulator, clock, cause }, found.ids));
      if (result instanceof PaymentFailed) return remember(toAnswer(result));
      const value = expand(store, result, paths);
      const breaches = conformance.answer(value);
      if (breaches.length > 0)
        throw breach(call, `answer to ${found.route.method} ${found.route.path}`, breaches);
      return remember({ status: 200, body: JSON.stringify(value, null, 2) });
    });
  } catch (error) {
    // The change is undone; what is kept is that this key's request was refused.
    return remember(toAnswer(error));
  }
}

/** Keeps an answer for whoever comes with the same key again. */
function remembered({ options: { keys, emulator } }: Call, key: Key | null, answer: Answer): Answer {
  if (key !== null) keys.remember(key.key, key.fingerprint, answer, emulator.clock.now());
  return answer;
}

// A payment that failed was tried: the transaction must keep the attempt.
function answered<T>(work: () => T): T | PaymentFailed {
  try {
    return work();
  } catch (error) {
    if (error instanceof PaymentFailed) return error;
    throw error;
  }
}

function decoded(form: string): FormGroup {
  try {
    return decodeForm(form);
  } catch (error) {
    if (error instanceof FormError) throw invalidRequest(error.message);
    throw error;
  }
}

function checkVersion(request: Request): void {
  const version = request.headers.get('stripe-version');
  if (version === null || version === API_VERSION) return;
  throw invalidRequest(`This emulator speaks only API version ${API_VERSION}, not ${version}.`);
}

function ordered(fault: Fault): GivenAnswer {
  return { ...answerOf(fault), shouldRetry: fault.should_retry };
}

function answerOf(fault: Fault): Answer {
  const { type, code, message } = fault;
  return { status: fault.status, body: JSON.stringify({ error: { type, ...(code && { code }), message } }) };
}

function breach(call: Call, what: string, breaches: string[]): StripeError {
  const sentence = `The ${what} does not fit the types of the installed stripe package: ${breaches.join('; ')}`;
  call.options.onBreach(sentence);
  return new StripeError(500, 'api_error', sentence, { code: 'emulator_schema_mismatch' });
}

function toAnswer(error: unknown): Answer {
  if (error instanceof StripeError) return { status: error.status, body: JSON.stringify(error.envelope()) };
  if (error instanceof Error && error.name === 'BodyTooLarge') {
    return toAnswer(invalidRequest('The request is larger than 1 MB.', {}, 413));
  }
  console.error('stripe emulator:', error);
  const message = error instanceof Error ? error.message : String(error);
  return toAnswer(new StripeError(500, 'api_error', `The emulator failed: ${message}`));
}
