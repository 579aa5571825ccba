import type { StoredEvent } from '../core/objects';
import { signatureHeader } from './signature';

/** How one attempt ended. Only a 2xx is success; a redirect is not followed. */
export type SendOutcome = { ok: boolean; status: number | null; error: string | null };

const TIMEOUT_MS = 10_000;

/** Posts a signed event to an endpoint once. Never throws. */
export async function send(
  url: string,
  secret: string,
  event: StoredEvent,
  stopping: AbortSignal,
): Promise<SendOutcome> {
  const payload = JSON.stringify(event, null, 2);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureHeader(payload, secret, Math.floor(Date.now() / 1000)),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'cache-control': 'no-cache',
      },
    });
    await response.arrayBuffer();
    return {
      ok: response.ok,
      status: response.status,
      error: response.ok ? null : `answered ${response.status}`,
    };
  } catch (error) {
    return { ok: false, status: null, error: sentence(error) };
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
