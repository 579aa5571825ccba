export { creditQuota, type QuotaCredit, type QuotaCredited } from './credit-quota';
export {
  type EntitlementsOverview,
  entitlementsOverview,
  type GrantStanding,
  type OverrideStanding,
  type PlanSource,
} from './entitlements-overview';
export { type ShownFlag, shownFlags, switchFlag } from './flags';
export { endGrant, type Grant, type Granted, grantPlan } from './grant-plan';
export {
  endOverride,
  type Overridden,
  overrideEntitlement,
  overrideNameSchema,
  overrideSchema,
} from './override-entitlement';
export {
  changePlanOf,
  editPlan,
  type PlanPreview,
  type PlanStanding,
  planStandings,
  previewPlanEdit,
  type ToldPlan,
  toldPlan,
} from './plans';
export {
  driftsOf,
  orderReconciliation,
  type Reconciliations,
  reconciliations,
  type ShownDrift,
  type ShownRun,
} from './reconciliations';
export { eventQuerySchema, eventStatuses, planEditSchema } from './schema';
export { type Synced, syncOrganization } from './sync-organization';
export { undoEntitlementChange } from './undo-change';
export {
  countWebhookEvents,
  type EventQuery,
  listWebhookEvents,
  type Replayed,
  replayChosen,
  replayEvents,
  type ShownEvent,
  type ShownEventWhole,
  webhookEvent,
} from './webhook-events';
