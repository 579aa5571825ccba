import { serializeCookieHeader } from '@supabase/ssr';
import { z } from 'zod';
import { requireFeature } from '@/lib/entitlements';
import { env } from '@/lib/env';
import {
  type Endpoint,
  type EndpointAuth,
  jsonResponse,
  ProblemError,
  problemFrom,
  problemResponse,
  problems,
  readBody,
  textResponse,
} from '@/lib/http';
import { noteOrigin, requestIdFrom, withRequestId } from '@/lib/observability';
import { countOrganizationApiCall, requireRoom, uncountApiCall } from '@/lib/usage';
import { authenticated, type Identity } from './authenticate';
import { type Credential, credentialIn } from './credential';
import type { CookieWrites } from './edge/refresh-session';
import { featureFor } from './edge/route-table';
import { tellWrongSecret } from './edge-secrets';
import { whileActingOf } from './impersonation/admission';
import { admitActing } from './impersonation/record-acting';
import { measured } from './measured';
import { originIn } from './origin-in';
import type { Principal } from './principal';
import { type Admin, requireAdmin } from './require-admin';
import { requireScope } from './require-scope';
import { isSameOrigin } from './same-origin';
import { hashOfSecret, readSecret } from './secret-token';
import { tellEdge } from './tell-edge';

/** What a handler receives: who asks, and the validated input. */
export type Call<
  Auth extends EndpointAuth = EndpointAuth,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  principal: Auth extends 'session' | 'admin' ? Principal : null;
  /** Who runs the platform, where the endpoint is for them. */
  admin: Auth extends 'admin' ? Admin : null;
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  /** The validated `Idempotency-Key`, when the endpoint takes one and the caller sent one. */
  idempotencyKey: string | undefined;
  request: Request;
  /** Cookies to be set with the answer, when there is one. */
  setCookies: (writes: CookieWrites) => void;
};

/**
 * What a handler resolves to: what the endpoint's schema describes, nothing for an endpoint without one. A text may also
 * come as a stream of its bytes.
 */
type Answer<Output extends z.ZodType> = Output extends z.ZodUndefined
  ? // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return is what is meant
    void
  : z.input<Output> | (Output extends z.ZodString ? ReadableStream<Uint8Array> : never);

/** A route handler as Next calls it. */
export type RouteHandler = (request: Request, context?: { params: Promise<unknown> }) => Promise<Response>;

/**
 * The Next route handler of an endpoint. In this order: correlation id, origin of what changes something by cookie,
 * who asks, whether their credential is good for this and their plan has it, whether a script has API calls left, input,
 * `handler`, answer. Every error becomes a problem.
 */
export function serve<
  Auth extends EndpointAuth,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Output> & { auth: Auth },
  handler: (call: Call<Auth, Params, Query, Body>) => Promise<Answer<Output> | Response>,
): RouteHandler {
  return (request, context) =>
    withRequestId(
      requestIdFrom(request.headers),
      measured(endpoint, async () => {
        try {
          noteOrigin(originIn(request.headers));
          const principal = await principalOf(endpoint, request);
          // Before anything that was sent is looked at: for everybody else there is no such address.
          const admin = principal && endpoint.auth === 'admin' ? await requireAdmin(principal) : null;
          const writes: CookieWrites = [];
          const call = {
            // The conditional types cannot follow the checks on `endpoint.auth` that decided these values.
            principal: principal as Call<Auth>['principal'],
            admin: admin as Call<Auth>['admin'],
            params: parsed(endpoint.params, await context?.params, () => problems.notFound()),
            query: parsed(endpoint.query, queryOf(request)),
            body: parsed(endpoint.body, endpoint.body && (await readBody(request, endpoint))),
            idempotencyKey: endpoint.idempotent && idempotencyKeyOf(request),
            request,
            setCookies: (given: CookieWrites) => void writes.push(...given),
          };
          const answer = await handler(call);
          return withSetCookies(
            answer instanceof Response ? answer : answered(endpoint.success, answer),
            writes,
          );
        } catch (error) {
          return problemResponse(problemFrom(error));
        }
      }),
    );
}

function answered({ status, contentType, fileName }: Endpoint['success'], answer: unknown): Response {
  if (contentType !== undefined)
    return textResponse(
      answer instanceof ReadableStream ? answer : String(answer),
      status,
      contentType,
      fileName,
    );
  return jsonResponse(answer, status, status === 303 ? { location: address.parse(answer).url } : {});
}

const address = z.object({ url: z.url() });

function withSetCookies(response: Response, writes: CookieWrites): Response {
  for (const { name, value, options } of writes)
    response.headers.append('set-cookie', serializeCookieHeader(name, value, options));
  return response;
}

async function principalOf(asked: Asked, request: Request): Promise<Principal | null> {
  const { auth, method, path, scope } = asked;
  if (auth !== 'session' && auth !== 'admin') return null;
  const credential = credentialIn(request.headers);
  if (credential) refuseForeignOrigin(request, credential);
  const { principal, acting } = await known(credential, request.headers, asked);
  tellEdge(request.headers, acting?.self ?? principal);
  if (auth === 'admin') return principal;
  if (acting)
    await admitActing(principal, {
      kind: 'call',
      method,
      path: new URL(request.url).pathname,
      whileActing: whileActingOf(asked),
    });
  requireScope(principal, scope);
  const feature = featureFor(method, path);
  if (feature) await requireFeature(principal, feature);
  if (credential?.from !== 'cookie' && !alwaysAnswered.test(path)) await requireCalls(principal);
  // The edge leaves these to be counted here, where it is known for which organization they act.
  if (principal.via === 'api_key' || principal.via === 'extension')
    await countOrganizationApiCall(principal.organizationId);
  return principal;
}

async function known(
  credential: Credential | null,
  headers: Headers,
  { auth, beforeSecondFactor }: Asked,
): Promise<Identity> {
  try {
    // Who runs the platform does so in their own name, whoever they act as beside it.
    return await authenticated(credential, headers, {
      beforeSecondFactor: beforeSecondFactor === true,
      as: auth === 'admin' ? 'oneself' : 'whoever',
    });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401 && credential?.kind !== 'session')
      await tellWrong(credential?.token ?? '', error.message);
    throw error;
  }
}

// What is wrong is wrong for a while: the edge need not pass it on each time.
async function tellWrong(secret: string, detail: string): Promise<void> {
  if (readSecret(secret)) await tellWrongSecret(await hashOfSecret(secret), detail);
}

// The numbers here may be those of two minutes ago. Those of sessions the middleware has counted already.
async function requireCalls(principal: Principal): Promise<void> {
  try {
    await requireRoom(principal, 'api_calls');
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'quota_exceeded' && principal.via === 'session')
      await uncountApiCall(principal.userId);
    throw error;
  }
}

type Asked = Pick<
  Endpoint,
  'auth' | 'method' | 'path' | 'scope' | 'beforeSecondFactor' | 'whileActing' | 'success'
>;

// Whoever has used up the API calls must still be able to see that, and to buy more.
const alwaysAnswered = /^\/api\/(auth|billing)\//;

function refuseForeignOrigin(request: Request, credential: Credential): void {
  if (credential.from !== 'cookie' || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  if (!isSameOrigin(request.headers, new URL(env().APP_URL).origin))
    throw problems.forbidden('This request did not come from a page of this site.');
}

function parsed<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
  refuse?: () => Error,
): z.output<Schema> {
  // Without a schema the endpoint takes no such input, and its handler sees `undefined`.
  if (!schema) return undefined as z.output<Schema>;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refuse?.() ?? result.error;
}

function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw problems.invalid('Idempotency-Key must be 1 to 255 printable characters.', [
    { path: 'Idempotency-Key', message: 'Must be 1 to 255 printable ASCII characters' },
  ]);
}
