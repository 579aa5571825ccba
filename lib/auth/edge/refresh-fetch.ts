/** Milliseconds that Supabase has to answer a refresh; a page waits for it. */
const REFRESH_TIMEOUT_MS = 4_000;

/** Why the next refresh failed, when it was not the token's fault. */
export type RefreshHealth = { unreachable: boolean };

/**
 * A `fetch` for one refresh of a session. Requests that come at once with the same refresh token share one call, for
 * a token can be used only once. A server that is down, overloaded or limiting us sets `health.unreachable` and
 * answers as a refusal at once: the client would otherwise try again for half a minute while the page waits.
 */
export function refreshFetch(health: RefreshHealth, send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const answer = await shared(`${String(input)} ${String(init?.body)}`, () => attempt(send, input, init));
    if (!answer) {
      health.unreachable = true;
      return Response.json({ code: 'unreachable', message: 'unreachable' }, { status: 400 });
    }
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
}

type Answer = { status: number; headers: [string, string][]; body: string };

const inFlight = new Map<string, Promise<Answer | null>>();

function shared(key: string, start: () => Promise<Answer | null>): Promise<Answer | null> {
  const running = inFlight.get(key);
  if (running) return running;
  const started = start().finally(() => inFlight.delete(key));
  inFlight.set(key, started);
  return started;
}

async function attempt(
  send: typeof fetch,
  ...[input, init]: Parameters<typeof fetch>
): Promise<Answer | null> {
  try {
    const response = await send(input, { ...init, signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS) });
    if (response.status >= 500 || response.status === 429) return null;
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  } catch {
    return null;
  }
}
