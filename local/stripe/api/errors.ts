/** Fields of Stripe's error object beyond type and message. */
export type ErrorDetails = {
  code?: string;
  param?: string;
  decline_code?: string;
  doc_url?: string;
};

/** An error that is answered in Stripe's envelope. */
export class StripeError extends Error {
  override readonly name = 'StripeError';
  constructor(
    readonly status: number,
    readonly type:
      | 'api_error'
      | 'card_error'
      | 'idempotency_error'
      | 'invalid_request_error'
      | 'rate_limit_error',
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }

  /** The response body. */
  envelope(): { error: ErrorDetails & { type: string; message: string } } {
    return { error: { ...this.details, message: this.message, type: this.type } };
  }
}

/** The request can never succeed as it is. */
export function invalidRequest(message: string, details: ErrorDetails = {}, status = 400): StripeError {
  return new StripeError(status, 'invalid_request_error', message, details);
}

/** An id in the path (404) or in a parameter (400) that names nothing. */
export function noSuch(noun: string, id: string, param = 'id'): StripeError {
  return invalidRequest(
    `No such ${noun}: '${id}'`,
    { code: 'resource_missing', param },
    param === 'id' ? 404 : 400,
  );
}

export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}
