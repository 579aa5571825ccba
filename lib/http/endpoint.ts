import type { z } from 'zod';
import type { Scope } from './scopes';

/**
 * One operation of the API: what validates it and what documents it, in one place.
 * `auth`: `session` needs a signed-in person, `admin` one who runs the platform, `none` is public, `signature` is proven by a signature over the body,
 * `secret` by a token that only the operator has; its handler checks it.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in OpenAPI: `/api/jobs/{id}`. */
  path: `/api/${string}`;
  operationId: string;
  summary: string;
  tag: string;
  auth: EndpointAuth;
  /**
   * What an API key or an extension's token must be allowed to do; `any` for what each may do about itself. Without it
   * the endpoint is for sessions alone.
   */
  scope?: Scope | 'any';
  /** Also answers who has yet to set up a second factor that is required of them. Nothing of the organization is in it. */
  beforeSecondFactor?: true;
  /**
   * Whether an admin who acts as the person may use it: to look, or once they may change things. Without it they may where
   * it only reads ({@link WhileActing}), and nowhere else: whoever forgets it here has refused it.
   */
  whileActing?: WhileActing;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Bytes that the body may have, where they are other than what most take. */
  bodyBytesMax?: number;
  /** Milliseconds in which the body must have come, where they are other than what most take. */
  bodyWaitMs?: number;
  /** Takes the text of a table (`text/csv`) besides JSON: its schema then sees a string. */
  takesCsv?: true;
  /** Creating POSTs accept an `Idempotency-Key`. */
  idempotent?: true;
  /**
   * 303 sends the browser to the `url` of the output. With a `contentType` the output is a string, answered as it is,
   * and kept by browsers as a file where there is a `fileName`; otherwise it is answered as JSON.
   */
  success: {
    status: 200 | 201 | 204 | 303;
    description: string;
    output?: Output;
    contentType?: string;
    fileName?: string;
    /** Where the query says which of several formats is wanted: all of them. The handler answers with a `Response`. */
    contentTypes?: readonly string[];
  };
  /** Statuses besides those that every endpoint can answer. */
  problems?: readonly (401 | 402 | 403 | 404 | 409 | 422 | 429 | 503)[];
};

/**
 * What an admin who acts as somebody may do with an endpoint or an action: `read` it at any time, `change` things with it once
 * that was confirmed, or `never`. Money, keys, what an account is signed in with, membership and what cannot be brought back are
 * the person's own business.
 */
export type WhileActing = 'read' | 'change' | 'never';

/** See {@link Endpoint}. */
export type EndpointAuth = 'session' | 'admin' | 'none' | 'signature' | 'secret';

/** The validated input that an endpoint's handler receives. */
export type EndpointInput<E> =
  E extends Endpoint<infer Params, infer Query, infer Body, z.ZodType>
    ? { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> }
    : never;

/** Keeps the exact types of the schemas and of `auth`. */
export function defineEndpoint<
  Auth extends EndpointAuth,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Output extends z.ZodType = z.ZodUndefined,
>(
  endpoint: Endpoint<Params, Query, Body, Output> & { auth: Auth },
): Endpoint<Params, Query, Body, Output> & { auth: Auth } {
  return endpoint;
}
