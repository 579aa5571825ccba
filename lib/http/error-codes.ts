/** Every stable error code with its status and what it means to the caller; clients switch on these and nothing else. */
export const errorCodes = [
  {
    code: 'invalid_request',
    status: '400, 408, 413, 415, 422',
    title: 'The request is not valid',
    meaning: 'Not JSON, too large, too slow, or fields that are wrong: `issues` names each.',
  },
  {
    code: 'unauthenticated',
    status: '401',
    title: 'Not signed in',
    meaning: 'No session and no API key, or one that has ended or is not genuine.',
  },
  {
    code: 'quota_exceeded',
    status: '402',
    title: 'Limit reached',
    meaning: 'The plan’s limit of `metric` is used up; `upgradeUrl` leads on.',
  },
  {
    code: 'payment_required',
    status: '402',
    title: 'Payment required',
    meaning: 'A payment is overdue: all can be read, nothing changed, until it is paid at `upgradeUrl`.',
  },
  {
    code: 'forbidden',
    status: '403',
    title: 'Not allowed',
    meaning:
      'Your role may not do this, the key lacks `requiredScope`, or the request came from another site.',
  },
  {
    code: 'mfa_required',
    status: '403',
    title: 'Second factor required',
    meaning: 'This session has not passed two-factor sign-in, or it has yet to be set up: at `continueUrl`.',
  },
  {
    code: 'plan_upgrade_required',
    status: '403',
    title: 'Not in your plan',
    meaning: 'The plan does not include `feature`; `requiredPlan` does, and `upgradeUrl` leads there.',
  },
  {
    code: 'impersonation_over',
    status: '403',
    title: 'Not acting as somebody any more',
    meaning: 'An admin acted as somebody by this browser, and that is over: `continueUrl` leads on.',
  },
  {
    code: 'deletion_pending',
    status: '403',
    title: 'The account waits to be deleted',
    meaning: 'Its person asked for that. Nothing works until they sign in and keep it.',
  },
  {
    code: 'not_found',
    status: '404',
    title: 'Not found',
    meaning: 'Not there, or another organization’s: the two are not told apart.',
  },
  {
    code: 'method_not_allowed',
    status: '405',
    title: 'Method not allowed',
    meaning: 'The address does not answer that method.',
  },
  {
    code: 'conflict',
    status: '409',
    title: 'Conflict',
    meaning: 'The present state does not allow it; the detail says why.',
  },
  {
    code: 'idempotency_conflict',
    status: '409',
    title: 'Idempotency key reused',
    meaning: 'The Idempotency-Key was used for a different request.',
  },
  {
    code: 'rate_limit_exceeded',
    status: '429',
    title: 'Too many requests',
    meaning: 'Too many in a short time; try again after `Retry-After` seconds.',
  },
  {
    code: 'internal_error',
    status: '500',
    title: 'Something went wrong',
    meaning: 'Our fault, and recorded under the `requestId`.',
  },
  {
    code: 'unavailable',
    status: '503',
    title: 'Temporarily unavailable',
    meaning: 'A dependency does not answer; try again after `Retry-After` seconds.',
  },
] as const;

/** See {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number]['code'];
