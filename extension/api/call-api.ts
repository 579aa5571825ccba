import { z } from 'zod';
import { forgetConnection, readConnection } from '../connection/stored-connection';
import { appUrl } from './app-url';

/** What the site says when it refuses; see its API document for the codes. */
export const problemSchema = z.object({
  error: z.string(),
  detail: z.string(),
  metric: z.string().optional(),
  current: z.number().optional(),
  limit: z.number().optional(),
  resetsAt: z.string().nullish(),
  upgradeUrl: z.string().startsWith('/').optional(),
  retryAfterSeconds: z.number().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
/** See {@link problemSchema}. */
export type ApiProblem = z.infer<typeof problemSchema>;

/** What came of a call. `signed_out`: there is no token, or none that is good any more. */
export type Answer =
  | { kind: 'ok'; body: unknown }
  | { kind: 'problem'; status: number; problem: ApiProblem }
  | { kind: 'signed_out' }
  | { kind: 'unreachable' };

type Call = {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  idempotencyKey?: string;
};

/**
 * Calls the site's API as whoever is connected. A token that is good no more is forgotten, unless another one has taken
 * its place meanwhile. Never throws.
 */
export async function callApi(
  path: `/api/${string}`,
  { method = 'GET', body, idempotencyKey }: Call = {},
): Promise<Answer> {
  const connection = await readConnection();
  if (!connection) return { kind: 'signed_out' };
  const answer = await send(path, {
    method,
    headers: {
      authorization: `Bearer ${connection.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.kind !== 'problem' || answer.status !== 401) return answer;
  await forgetConnection(connection.token);
  return { kind: 'signed_out' };
}

/** A call without a token, such as the one that fetches it. Never throws. */
export async function send(
  path: string,
  init: RequestInit,
): Promise<Exclude<Answer, { kind: 'signed_out' }>> {
  try {
    const response = await fetch(`${appUrl}${path}`, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return { kind: 'ok', body };
    return { kind: 'problem', status: response.status, problem: problemIn(body, response) };
  } catch {
    // No network, no answer in time, or the answer of something between that is no site of ours.
    return { kind: 'unreachable' };
  }
}

function problemIn(body: unknown, { headers, status }: Response): ApiProblem {
  const problem = problemSchema.safeParse(body);
  const told = problem.success
    ? problem.data
    : { error: 'unknown', detail: `The site answered with an error (${status}).` };
  const header = Number(headers.get('retry-after'));
  return told.retryAfterSeconds === undefined && header > 0 ? { ...told, retryAfterSeconds: header } : told;
}
