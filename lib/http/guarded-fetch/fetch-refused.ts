/** Why something was not fetched. `not_allowed` does not tell what stands at the address: that is what some ask for. */
export type RefusalReason =
  | 'not_allowed'
  | 'unreachable'
  | 'too_large'
  | 'too_slow'
  | 'too_many_redirects'
  | 'undecodable';

/** Thrown by `guardedFetch`; the message is for the log and for nobody who gave the address. */
export class FetchRefusedError extends Error {
  override readonly name = 'FetchRefusedError';
  constructor(
    readonly reason: RefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
