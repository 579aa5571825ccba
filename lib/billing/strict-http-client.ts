import type Stripe from 'stripe';

/**
 * An HTTP client for the SDK that takes a body for a success only when it is one of Stripe's objects. The SDK itself
 * takes every JSON body without `error` for a success, whatever the status: what a proxy or an outage page answers
 * would pass for a customer.
 */
export function strictHttpClient(inner: Stripe.HttpClient): Stripe.HttpClient {
  return {
    getClientName: () => inner.getClientName(),
    makeRequest: async (...request) => {
      const response = await inner.makeRequest(...request);
      return {
        getStatusCode: () => response.getStatusCode(),
        getHeaders: () => response.getHeaders(),
        getRawResponse: () => response.getRawResponse(),
        toStream: (completed) => response.toStream(completed),
        toJSON: async () => checked(await response.toJSON(), response.getStatusCode()),
        dispose: () => response.dispose?.(),
      };
    },
  };
}

// The SDK throws its StripeAPIError for what this returns instead of a foreign body.
function checked(body: unknown, status: number): unknown {
  if (isObject(body) && isObject(body.error)) return body;
  if (status < 400 && isObject(body) && typeof body.object === 'string') return body;
  return { error: { type: 'api_error', message: `Status ${status} with a body that is not Stripe's.` } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
