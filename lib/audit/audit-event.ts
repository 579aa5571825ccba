import type { AuditAction } from './audit-actions';

/**
 * By what somebody does something. `console` is an admin in their own name, `impersonation` an admin as somebody else, `script` a
 * command of an operator, `system` the platform by itself.
 */
export type AuditVia =
  | 'session'
  | 'api_key'
  | 'extension'
  | 'impersonation'
  | 'console'
  | 'script'
  | 'system';

/** Who did it. `id` is null for scripts and for the platform itself. */
export type AuditActor = {
  id: string | null;
  /** The address they have now, kept as it is; looked up where it is left out. */
  email?: string | null;
  via: AuditVia;
  /** As whom an admin acts, and under which permission to do so. */
  impersonation?: { id: string; userId: string };
};

/** The platform itself, where nobody asked for it. */
export const theSystem: AuditActor = { id: null, via: 'system' };

/**
 * What it was done to. `label` is what that is called now and is kept as it is; a user's is their address, and looked up
 * where it is left out.
 */
export type AuditTarget = { kind: string; id?: string | null; label?: string | null };

/** Something to be recorded. Fields that a reader will look for later belong here, not into `after`. */
export type AuditEntry = {
  actor: AuditActor;
  /** A thing and what became of it. Whoever has something new to record adds it to the list. */
  action: AuditAction;
  target: AuditTarget;
  /** Whose part of the log it belongs to; without one it concerns the platform alone. */
  organizationId?: string | null;
  /** The person it concerns, where it concerns one. */
  userId?: string | null;
  /** How it was before and after; only what differs is kept, without secrets. */
  before?: Readonly<Record<string, unknown>> | null;
  after?: Readonly<Record<string, unknown>> | null;
  reason?: string | null;
  /** The event that this one undoes. */
  undoes?: string | null;
};

/** The organization of what concerns none. */
export const NO_ORGANIZATION = '00000000-0000-0000-0000-000000000000';
