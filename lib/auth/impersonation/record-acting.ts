import { recordAudit } from '@/lib/audit';
import { asService } from '@/lib/db';
import { problems, type WhileActing } from '@/lib/http';
import { actorOf } from '../actor-of';
import type { Principal } from '../principal';
import { refusalOf } from './admission';

/** A request of an admin who acts as somebody: a page that was seen, an action of a page, a call of the API. */
export type ActedRequest = {
  kind: keyof typeof actions;
  method: string;
  /** Without its query, which may hold what is secret. */
  path: string;
  whileActing: WhileActing;
};

/**
 * Records a request of an admin who acts as somebody, and lets it pass or not.
 * @throws ProblemError 403 for what they may not do
 */
export async function admitActing(principal: Principal, request: ActedRequest): Promise<void> {
  await recordActing(principal, request);
  requireAdmission(principal, request.whileActing);
}

/** @throws ProblemError 403 for what an admin who acts as this person may not do */
export function requireAdmission({ impersonation }: Principal, whileActing: WhileActing): void {
  const refusal = refusalOf(whileActing, impersonation?.mayWrite === true);
  if (refusal !== null) throw problems.forbidden(refusal);
}

/**
 * Records it in the part of the log that belongs to the organization which is seen. Before anything is done or shown: what
 * cannot be recorded does not happen.
 */
export async function recordActing(principal: Principal, request: ActedRequest): Promise<void> {
  const { kind, method, path, whileActing } = request;
  const { userId, email, organizationId, impersonation } = principal;
  const isRefused = refusalOf(whileActing, impersonation?.mayWrite === true) !== null;
  await asService('auth.record-acting', (tx) =>
    recordAudit(tx, {
      actor: actorOf(principal),
      action: actions[kind],
      target: { kind: 'user', id: userId, label: email },
      organizationId,
      userId,
      after: { method, path: path.slice(0, PATH_MAX), ...(isRefused && { refused: true }) },
    }),
  );
}

const PATH_MAX = 300;

const actions = {
  page: 'impersonation.viewed',
  action: 'impersonation.acted',
  call: 'impersonation.called',
} as const;
