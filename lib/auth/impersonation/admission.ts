import type { Endpoint, WhileActing } from '@/lib/http';

/**
 * Why an admin who acts as somebody may not do something; null where they may.
 * @param mayWrite whether it was confirmed that they may change things
 */
export function refusalOf(whileActing: WhileActing, mayWrite: boolean): string | null {
  if (whileActing === 'read') return null;
  if (whileActing === 'never') return 'You act as somebody else: this they can only do themselves.';
  if (mayWrite) return null;
  return 'You act as somebody else and may only look. Choose “May change things” above first.';
}

/**
 * What an endpoint is to an admin who acts as somebody. What is not said is refused, but for a GET that answers by itself: one that
 * leads elsewhere hands out a way in, as to a billing portal.
 */
export function whileActingOf({
  method,
  whileActing,
  success,
}: Pick<Endpoint, 'method' | 'whileActing' | 'success'>): WhileActing {
  return whileActing ?? (method === 'GET' && success.status === 200 ? 'read' : 'never');
}
