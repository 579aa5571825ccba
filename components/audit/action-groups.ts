import { type AuditArea, actionsOf, actionWords, auditAreas, isAuditArea } from '@/lib/audit/audit-actions';

/** Actions of one kind, as they are chosen by. */
export type ActionGroup = {
  area: AuditArea;
  label: string;
  actions: readonly { action: string; summary: string }[];
};

/** All actions that there are, kind by kind; or those of some kinds alone. */
export function actionGroups(areas: readonly AuditArea[] = allAreas): ActionGroup[] {
  return areas.map((area) => ({
    area,
    label: auditAreas[area],
    actions: actionsOf(area).map((action) => ({ action, summary: actionWords(action) })),
  }));
}

const allAreas = Object.keys(auditAreas).filter(isAuditArea);

/** The kinds of what is done within an organization, by its people and about their own accounts. */
export const organizationAreas: readonly AuditArea[] = [
  'member',
  'invitation',
  'organization',
  'api_key',
  'calendar',
  'subscription',
  'plan',
  'usage_alerts',
  'account',
  'session',
  'second_factor',
  'extension',
];
