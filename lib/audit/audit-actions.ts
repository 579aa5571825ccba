/**
 * Everything that is recorded, as a thing and what became of it, and how pages say it: who did it stands before these words,
 * what it was done to behind them. A name is never changed and never taken out of the list while events have it, for events
 * are not changed either.
 */
export const auditActions = {
  'account.renamed': 'Changed their name',
  'account.password_changed': 'Changed their password',
  'account.email_change_asked': 'Asked for another email address',
  'account.email_changed': 'Email address changed',
  'account.google_connected': 'Connected a Google account',
  'account.google_disconnected': 'Disconnected the Google account',
  'account.deletion_asked': 'Asked for the account to be deleted',
  'account.deletion_withdrawn': 'Kept the account after all',
  'account.closed': 'Account closed for good',
  'account.purged': 'Account deleted',

  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'session.revoked': 'Ended a session',
  'session.others_revoked': 'Signed out everywhere else',

  'second_factor.turned_on': 'Turned on two-factor sign-in',
  'second_factor.turned_off': 'Turned off two-factor sign-in',
  'second_factor.recovery_codes_replaced': 'Made new recovery codes',
  'second_factor.recovery_code_used': 'Signed in with a recovery code',
  'second_factor.guessed': 'Entered too many wrong codes',

  'extension.connected': 'Connected the browser extension',
  'extension.disconnected': 'Disconnected the browser extension',
  'extension.code_replayed': 'Extension disconnected, because its code came twice',

  'organization.created': 'Made a team',
  'organization.renamed': 'Renamed the organization',
  'organization.second_factor_required': 'Required two-factor sign-in of all members',
  'organization.second_factor_optional': 'Stopped requiring two-factor sign-in',
  'organization.ownership_transferred': 'Passed on the ownership',
  'organization.ownership_inherited': 'Ownership passed on, because the last owner left',
  'organization.deleted': 'Organization deleted',

  'member.invited': 'Invited somebody',
  'member.joined': 'Joined the organization',
  'member.role_changed': 'Changed the role of a member',
  'member.removed': 'Removed a member',
  'member.left': 'Left the organization',

  'invitation.resent': 'Sent an invitation again',
  'invitation.withdrawn': 'Withdrew an invitation',
  'invitation.declined': 'Declined an invitation',

  'api_key.created': 'Made an API key',
  'api_key.renamed': 'Renamed an API key',
  'api_key.rotated': 'Rotated an API key',
  'api_key.revoked': 'Revoked an API key',

  'calendar.shared': 'Made a calendar link',
  'calendar.unshared': 'Removed their calendar link',

  'plan.changed': 'Plan in force changed',
  'plan.granted': 'Gave a plan',
  'plan.grant_ended': 'Ended a given plan',
  'plan.edited': 'Changed a plan of the catalogue',

  'entitlement.overridden': 'Gave a limit or feature of its own',
  'entitlement.override_removed': 'Took a limit or feature of its own away',
  'entitlement.restored': 'Took back what was given',

  'subscription.started': 'Subscription started',
  'subscription.changed': 'Subscription changed',
  'subscription.ended': 'Subscription ended',
  'subscription.change_ordered': 'Ordered a change of the subscription',
  'subscription.change_withdrawn': 'Took back a change of the subscription',
  'subscription.canceled': 'Canceled the subscription',
  'subscription.ended_at_once': 'Ended the subscription at once',
  'subscription.resumed': 'Resumed the subscription',

  'usage_alerts.changed': 'Changed the usage alerts',

  'usage.credited': 'Credited a quota',

  'billing.synced': 'Synced with Stripe',
  'webhook_event.replayed': 'Replayed events of Stripe',
  'reconciliation.ordered': 'Ordered a comparison with Stripe',

  'flag.switched': 'Switched a flag',

  'users.exported': 'Took along a file of people',

  'bulk.ordered': 'Ordered something for many people',
  'bulk.stopped': 'Stopped what was ordered for many people',

  'audit_log.exported': 'Took along a file of the audit log',

  'user.suspended': 'Suspended an account',
  'user.activated': 'Activated an account',
  'user.deleted': 'Deleted an account, for 30 days so that it can be restored',
  'user.restored': 'Restored a deleted account',
  'user.email_confirmed': 'Took the address of an account for confirmed',
  'user.confirmation_sent': 'Sent the confirmation mail again',
  'user.password_reset_sent': 'Sent a link to choose a new password',
  'user.sessions_revoked': 'Ended all sessions of an account',
  'user.rate_limits_cleared': 'Cleared rate limits of a person',
  'user.note_added': 'Wrote a note about a person',
  'user.note_removed': 'Removed a note about a person',
  'user.note_restored': 'Brought a note about a person back',

  'impersonation.started': 'Began to act as somebody',
  'impersonation.viewed': 'Looked at a page as somebody',
  'impersonation.acted': 'Used a page as somebody',
  'impersonation.called': 'Called the API as somebody',
  'impersonation.raised': 'May change things as somebody',
  'impersonation.stopped': 'Stopped acting as somebody',

  'admin.granted': 'Made somebody an admin of the platform',
  'admin.revoked': 'Took the rights of an admin away',
} as const satisfies Record<`${AuditArea}.${string}`, string>;

/** What the actions are about, as they are chosen by: the first word of each, and how pages say it. */
export const auditAreas = {
  account: 'Accounts',
  session: 'Signing in and out',
  second_factor: 'Two-factor sign-in',
  extension: 'Browser extension',
  organization: 'Organizations',
  member: 'Members',
  invitation: 'Invitations',
  api_key: 'API keys',
  calendar: 'Calendar links',
  plan: 'Plans',
  entitlement: 'Overrides',
  subscription: 'Subscriptions',
  usage: 'Usage',
  usage_alerts: 'Usage alerts',
  billing: 'Billing',
  webhook_event: 'Events of Stripe',
  reconciliation: 'Reconciliation',
  flag: 'Flags',
  users: 'People',
  bulk: 'Orders for many people',
  audit_log: 'Audit log',
  user: 'What admins do to accounts',
  impersonation: 'Acting as somebody',
  admin: 'Admins',
} as const;

/** See {@link auditActions}. */
export type AuditAction = keyof typeof auditActions;

/** See {@link auditAreas}. */
export type AuditArea = keyof typeof auditAreas;

/** How pages say an action; its name where an event has one that is not in the list any more. */
export function actionWords(action: string): string {
  return new Map<string, string>(Object.entries(auditActions)).get(action) ?? action;
}

/** The actions of an area, in the order of the list. */
export function actionsOf(area: AuditArea): AuditAction[] {
  return allActions.filter((action) => action.startsWith(`${area}.`));
}

/** Whether somebody has written the name of an action. */
export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(auditActions, text);
}

/** Whether somebody has written the name of an area. */
export function isAuditArea(text: string): text is AuditArea {
  return Object.hasOwn(auditAreas, text);
}

const allActions = Object.keys(auditActions).filter(isAuditAction);
