import { fieldsOfConnectRequest } from '@/lib/auth/extension';
import { newAttempt } from '@/lib/auth/extension/test-support';
import { asService } from '@/lib/db';
import type { AdminOnly, Rights } from './rights';
import { contactOf, interviewOf, invitationTokenFor, reminderFor, sessionFor, talk } from './routes';
import { type Caller, roles, type World } from './test-support';

/** Actions for whoever is not signed in; what they answer tells nobody's account. */
type Open = 'public';

/** How an action is called. */
export type Called = (Rights | AdminOnly) & {
  args: (world: ActionWorld, caller: Caller) => Promise<unknown[]> | unknown[];
};
type ActionWorld = Pick<
  World,
  'organizationId' | 'people' | 'makeJob' | 'makeKey' | 'makeMember' | 'makeSomebody' | 'makeInvitation'
>;

const untouched = { values: {}, problem: null, outcome: null };

/** The two arguments of an action that a form calls. */
export function formArgs(fields: Readonly<Record<string, string>> = {}): [typeof untouched, FormData] {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return [untouched, form];
}

const byManagers = { least: 'admin', scope: null, others: 'own' } as const;
const byMembers = { least: 'member', scope: null } as const;
const ofMembers = { least: 'viewer', scope: null, others: 'none' } as const;
const ofManagers = { least: 'admin', scope: null, others: 'none' } as const;
const byAdmins = { only: 'superadmin' } as const;
const byAnybody = { least: 'viewer', scope: null, others: 'own' } as const;

/** Each server action, by file below app/ and name, and who may use it. Whoever adds one decides here. */
export const actions: Readonly<Record<string, Open | Called>> = {
  '(app)/jobs/actions addJobAction': {
    ...byMembers,
    acting: 'change',
    others: 'own',
    args: () => [{ title: 'Engineer', company: 'Halcyon' }, crypto.randomUUID()],
  },
  '(app)/jobs/actions changeJobAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [await makeJob(), { status: 'applied' }],
  },
  '(app)/jobs/actions deleteJobAction': {
    ...byMembers,
    others: 'none',
    args: async ({ makeJob }) => [await makeJob()],
  },
  // Nothing of the organization is in their answers but how many there were.
  '(app)/jobs/welcome-actions addSamplesAction': { ...byMembers, others: 'own', args: () => [] },
  '(app)/jobs/welcome-actions removeSamplesAction': { ...byMembers, others: 'own', args: () => [] },
  '(app)/jobs/welcome-actions endWelcomeAction': { ...byAnybody, args: () => [] },
  // What goes does not come back.
  '(app)/jobs/duplicates/actions mergeJobsAction': {
    ...byMembers,
    others: 'none',
    args: async ({ makeJob }) => [await makeJob(), { otherId: await makeJob() }],
  },
  '(app)/jobs/duplicates/actions dismissDuplicateAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [await makeJob(), await makeJob()],
  },
  '(app)/jobs/[id]/actions readJobAction': {
    ...ofMembers,
    acting: 'read',
    args: async ({ makeJob }) => [await makeJob()],
  },
  '(app)/jobs/[id]/actions deleteThisJobAction': {
    ...byMembers,
    others: 'none',
    args: async ({ makeJob }) => [await makeJob()],
  },
  '(app)/jobs/[id]/actions addContactAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [await makeJob(), { name: 'Ada' }, crypto.randomUUID()],
  },
  '(app)/jobs/[id]/actions changeContactAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async (world) => [...(await contactOf(world)), { name: 'Ada' }],
  },
  '(app)/jobs/[id]/actions removeContactAction': { ...byMembers, others: 'none', args: contactOf },
  '(app)/jobs/[id]/actions addInterviewAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [await makeJob(), talk, crypto.randomUUID()],
  },
  '(app)/jobs/[id]/actions changeInterviewAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async (world) => [...(await interviewOf(world)), talk],
  },
  '(app)/jobs/[id]/actions removeInterviewAction': { ...byMembers, others: 'none', args: interviewOf },
  '(app)/reminders/actions addReminderAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [{ kind: 'silence', jobId: await makeJob(), days: 7 }, crypto.randomUUID()],
  },
  '(app)/reminders/actions changeReminderAction': {
    ...ofMembers,
    acting: 'change',
    args: async (world, caller) => [await reminderFor(world, caller), { done: true }],
  },
  '(app)/reminders/actions deleteReminderAction': {
    ...ofMembers,
    args: async (world, caller) => [await reminderFor(world, caller)],
  },
  '(app)/reminders/actions saveTimeZoneAction': { ...byAnybody, args: () => ['Europe/Berlin'] },
  '(app)/account/notifications/actions saveNotificationsAction': {
    ...byAnybody,
    acting: 'change',
    args: () => formArgs({ digestMail: 'on' }),
  },
  '(app)/account/notifications/calendar-actions makeCalendarAction': {
    ...byAnybody,
    args: () => [{ deadlines: true, reminders: false }],
  },
  // Whoever has no calendar has none to change.
  '(app)/account/notifications/calendar-actions changeCalendarAction': {
    ...byAnybody,
    args: () => [{ deadlines: true }],
  },
  '(app)/account/notifications/calendar-actions revokeCalendarAction': { ...byAnybody, args: () => [] },
  '(app)/jobs/actions moveJobsAction': {
    ...byMembers,
    acting: 'change',
    others: 'none',
    args: async ({ makeJob }) => [{ ids: [await makeJob()] }, 'applied'],
  },
  '(app)/jobs/actions takeBackMoveAction': {
    ...byMembers,
    acting: 'change',
    others: 'own',
    args: () => [{ status: 'applied', movedAt: '1' }],
  },
  '(app)/jobs/actions deleteJobsAction': {
    ...byMembers,
    others: 'none',
    args: async ({ makeJob }) => [{ ids: [await makeJob()] }],
  },
  '(app)/jobs/actions moreJobsAction': {
    ...byAnybody,
    acting: 'read',
    args: async ({ people }) => [
      {
        query: 'view=table',
        list: 'table',
        cursor: Buffer.from(JSON.stringify(['saved', 'desc', '1', people.owner.userId])).toString(
          'base64url',
        ),
      },
    ],
  },
  '(app)/jobs/actions refreshBoardAction': {
    ...byAnybody,
    acting: 'read',
    args: () => [{ query: 'view=board', version: null, sizes: {} }],
  },
  '(app)/jobs/view-actions saveViewAction': {
    ...byAnybody,
    acting: 'change',
    args: () => [{ name: `View ${crypto.randomUUID()}`, query: 'view=table' }],
  },
  // Nobody has the view of somebody else.
  '(app)/jobs/view-actions changeViewAction': {
    ...ofMembers,
    acting: 'change',
    args: async (world, caller) => [await viewFor(world, caller), { name: `View ${crypto.randomUUID()}` }],
  },
  '(app)/jobs/view-actions deleteViewAction': {
    ...ofMembers,
    args: async (world, caller) => [await viewFor(world, caller)],
  },
  '(app)/account/actions saveProfileAction': {
    ...byAnybody,
    acting: 'change',
    args: () => formArgs({ name: 'A name' }),
  },
  '(app)/account/api-keys/actions createKeyAction': {
    ...byManagers,
    args: () => [{ name: 'Import', scopes: ['jobs:read'] }, crypto.randomUUID()],
  },
  '(app)/account/api-keys/actions renameKeyAction': {
    ...byManagers,
    others: 'none',
    args: async ({ makeKey }) => [await makeKey(), { name: 'Renamed' }],
  },
  '(app)/account/api-keys/actions rotateKeyAction': {
    ...byManagers,
    others: 'none',
    args: async ({ makeKey }) => [await makeKey(), {}, crypto.randomUUID()],
  },
  '(app)/account/api-keys/actions revokeKeyAction': {
    ...byManagers,
    others: 'none',
    args: async ({ makeKey }) => [await makeKey()],
  },
  '(app)/account/security/actions changeEmailAction': {
    ...byAnybody,
    args: () =>
      formArgs({ email: `new-${crypto.randomUUID()}@example.test`, currentPassword: 'not the password' }),
  },
  '(app)/account/security/actions changePasswordAction': {
    ...byAnybody,
    args: () => formArgs({ password: 'a long and new one 73', currentPassword: 'not the password' }),
  },
  '(app)/account/security/actions connectGoogleAction': { ...byAnybody, args: () => formArgs() },
  '(app)/account/security/actions disconnectGoogleAction': { ...byAnybody, args: () => formArgs() },
  '(app)/account/security/second-factor-actions setUpSecondFactorAction': {
    ...byAnybody,
    before: 'set_up',
    args: () => formArgs({ step: 'confirm' }),
  },
  '(app)/account/security/second-factor-actions renewRecoveryCodesAction': {
    ...byAnybody,
    before: 'set_up',
    args: () => formArgs(),
  },
  '(app)/account/security/second-factor-actions removeSecondFactorAction': {
    ...byAnybody,
    before: 'set_up',
    args: () => formArgs(),
  },
  '(auth)/sign-in/verify/actions verifyAction': { ...byAnybody, before: 'verify', args: () => formArgs() },
  '(app)/account/sessions/actions endSessionAction': {
    ...ofMembers,
    args: async (world, caller) => [await sessionFor(world, caller)],
  },
  '(app)/account/sessions/actions endOtherSessionsAction': { ...byAnybody, args: () => [] },
  '(app)/account/delete/actions deleteAccountAction': {
    ...byAnybody,
    args: () => formArgs({ email: 'somebody@else.example', currentPassword: 'not the password' }),
  },
  '(auth)/leaving/actions keepAccountAction': { ...byAnybody, args: () => formArgs() },
  '(app)/account/usage/actions saveAlertsAction': {
    ...byManagers,
    acting: 'change',
    args: () => formArgs({ metrics: 'runs' }),
  },
  '(app)/account/usage/actions dismissAlertsAction': {
    ...byAnybody,
    acting: 'change',
    args: () => [formArgs({ alerts: '[]' })[1]],
  },
  '(app)/account/billing/actions portalAction': { ...byManagers, args: () => [] },
  '(app)/account/billing/actions paymentMethodAction': { ...byManagers, args: () => [] },
  '(app)/account/billing/actions lookForPaymentAction': { ...byAnybody, args: () => [] },
  '(app)/account/billing/actions cancelAction': {
    ...byManagers,
    args: () => formArgs({ when: 'period_end' }),
  },
  '(app)/account/billing/actions resumeAction': { ...byManagers, args: () => [] },
  '(app)/account/billing/actions changeAction': {
    ...byManagers,
    args: () => formArgs({ planId: 'team', interval: 'month', extraSeats: '0' }),
  },
  '(app)/account/billing/actions payChangeAction': { ...byManagers, args: () => [] },
  '(app)/account/billing/actions takeBackAction': { ...byManagers, args: () => [] },
  '(marketing)/pricing/actions checkoutAction': {
    ...byManagers,
    args: () => formArgs({ planId: 'pro', interval: 'month' }),
  },
  '(auth)/extension/connect/actions connectExtensionAction': {
    ...byAnybody,
    args: () => formArgs(fieldsOfConnectRequest(newAttempt())),
  },
  '(app)/organization/actions createOrganizationAction': {
    ...byAnybody,
    args: () => formArgs({ name: 'Another team' }),
  },
  '(app)/organization/actions switchOrganizationAction': {
    ...ofMembers,
    before: 'set_up',
    args: ({ organizationId }) => [organizationId],
  },
  '(app)/organization/actions leaveAction': { ...ofMembers, args: ({ organizationId }) => [organizationId] },
  '(app)/organization/actions renameOrganizationAction': {
    ...ofManagers,
    acting: 'change',
    args: ({ organizationId }) => formArgs({ id: organizationId, name: 'Renamed team' }),
  },
  '(app)/organization/actions requireSecondFactorAction': {
    ...ofManagers,
    args: ({ organizationId }) => formArgs({ id: organizationId, required: 'false' }),
  },
  '(app)/organization/actions changeRoleAction': {
    ...ofManagers,
    args: async ({ organizationId, makeMember }) => [organizationId, await makeMember(), 'member'],
  },
  '(app)/organization/actions removeMemberAction': {
    ...ofManagers,
    args: async ({ organizationId, makeMember }) => [organizationId, await makeMember()],
  },
  '(app)/organization/actions transferAction': {
    ...ofManagers,
    least: 'owner',
    args: ({ organizationId, people }) => [organizationId, people.member.userId],
  },
  '(app)/organization/actions inviteAction': {
    ...ofManagers,
    args: ({ organizationId }) => [
      organizationId,
      { email: `guest-${crypto.randomUUID()}@example.test`, role: 'viewer' },
      crypto.randomUUID(),
    ],
  },
  '(app)/organization/actions resendAction': {
    ...ofManagers,
    args: async ({ organizationId, makeInvitation }) => [organizationId, await makeInvitation()],
  },
  '(app)/organization/actions revokeAction': {
    ...ofManagers,
    args: async ({ organizationId, makeInvitation }) => [organizationId, await makeInvitation()],
  },
  '(auth)/invitations/actions acceptInvitationAction': {
    ...byAnybody,
    args: async (world, caller) => formArgs({ token: await invitationTokenFor(world, caller) }),
  },
  '(auth)/invitations/actions declineInvitationAction': {
    ...byAnybody,
    args: async (world, caller) => formArgs({ token: await invitationTokenFor(world, caller) }),
  },
  '(admin)/admin/users/[id]/actions suspendAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions activateAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions deleteAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions restoreAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions confirmEmailAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions resendConfirmationAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions sendPasswordResetAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions clearRateLimitsAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, 'all', why]),
  },
  '(admin)/admin/users/[id]/actions revokeAllSessionsAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/users/[id]/actions addNoteAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, 'A note']),
  },
  '(admin)/admin/users/[id]/actions revokeSessionAction': {
    ...byAdmins,
    args: async ({ makeSomebody }) => {
      const userId = await makeSomebody();
      const { id } = await asService('test.session', (tx) =>
        tx.userSession.create({ data: { userId, kind: 'browser' } }),
      );
      return [userId, id, why];
    },
  },
  '(admin)/admin/users/[id]/actions revokeKeyAction': {
    ...byAdmins,
    args: async ({ makeKey, organizationId, people }) => [
      people.owner.userId,
      { organizationId, id: await makeKey() },
      why,
    ],
  },
  '(admin)/admin/users/[id]/actions removeNoteAction': { ...byAdmins, args: aboutNote },
  '(admin)/admin/users/[id]/actions restoreNoteAction': { ...byAdmins, args: aboutNote },
  '(admin)/admin/actions countNowAction': { ...byAdmins, args: () => [] },
  '(admin)/admin/acting/actions actAsAction': {
    ...byAdmins,
    args: forSomebody((userId) => [userId, why]),
  },
  '(admin)/admin/acting/actions raiseActingAction': { only: 'superadmin', args: () => ['Of the matrix'] },
  '(admin)/admin/acting/actions stopActingAction': { only: 'superadmin', args: () => [] },
  // Without a reason nothing is done: whoever is let through is told that one is missing.
  '(admin)/admin/entitlement-actions grantPlanAction': {
    ...byAdmins,
    args: ({ organizationId }) => [organizationId, { planId: 'pro', endsAt: null }, ''],
  },
  '(admin)/admin/entitlement-actions endGrantAction': {
    ...byAdmins,
    args: ({ organizationId }) => [organizationId, ''],
  },
  '(admin)/admin/entitlement-actions overrideAction': {
    ...byAdmins,
    args: ({ organizationId }) => [
      organizationId,
      { kind: 'limit', subject: 'runs', quotaLimit: 1, cap: null },
      null,
      '',
    ],
  },
  '(admin)/admin/entitlement-actions endOverrideAction': {
    ...byAdmins,
    args: ({ organizationId }) => [organizationId, { kind: 'limit', subject: 'runs' }, ''],
  },
  '(admin)/admin/entitlement-actions undoEntitlementAction': {
    ...byAdmins,
    args: () => [crypto.randomUUID(), ''],
  },
  '(admin)/admin/entitlement-actions creditQuotaAction': {
    ...byAdmins,
    args: ({ organizationId }) => [
      organizationId,
      { key: crypto.randomUUID(), metric: 'runs', quantity: 1 },
      '',
    ],
  },
  '(admin)/admin/entitlement-actions syncOrganizationAction': {
    ...byAdmins,
    args: ({ organizationId }) => [organizationId, ''],
  },
  '(admin)/admin/plans/actions previewPlanAction': {
    ...byAdmins,
    args: () => ['pro', { limits: { runs: { limit: 1 } } }],
  },
  '(admin)/admin/plans/actions editPlanAction': {
    ...byAdmins,
    args: () => ['pro', { active: true }, { reason: '', seen: new Date().toISOString() }],
  },
  '(admin)/admin/flags/actions switchFlagAction': {
    ...byAdmins,
    args: () => ['FF_PLAN_TEAM_ENABLED', null, ''],
  },
  '(admin)/admin/webhook-events/actions replayChosenAction': {
    ...byAdmins,
    args: () => [['evt_nothing'], ''],
  },
  '(admin)/admin/webhook-events/actions replayMatchingAction': {
    ...byAdmins,
    args: () => [{ status: 'dead' }, ''],
  },
  '(admin)/admin/reconciliation/actions orderReconciliationAction': { ...byAdmins, args: () => [''] },
  '(admin)/admin/users/bulk-actions previewBulkAction': {
    ...byAdmins,
    args: ({ people }) => [{ kind: 'suspend' }, { ids: [people.viewer.userId] }],
  },
  '(admin)/admin/users/bulk-actions orderBulkAction': {
    ...byAdmins,
    // Of another number than it concerns: past the door, and done to nobody.
    args: ({ people }) => [
      {
        id: crypto.randomUUID(),
        action: { kind: 'suspend' },
        selection: { ids: [people.viewer.userId] },
        reason: 'A test',
        expected: 2,
      },
    ],
  },
  '(admin)/admin/users/bulk-actions stopBulkAction': {
    ...byAdmins,
    args: async () => [await orderThatIsDone()],
  },
  // Whoever has the mail may, by the signed token of its link.
  '(auth)/unsubscribe/actions unsubscribeAction': 'public',
  '(auth)/actions signUpAction': 'public',
  '(auth)/actions signInAction': 'public',
  '(auth)/actions googleAction': 'public',
  '(auth)/actions resendSignInLinkAction': 'public',
  '(auth)/actions resendAction': 'public',
  '(auth)/actions forgotPasswordAction': 'public',
  '(auth)/actions resendResetAction': 'public',
  '(auth)/actions confirmAction': 'public',
  '(auth)/actions resetPasswordAction': 'public',
};

const why = 'Of the matrix';

/** A view of the caller in the organization, or the owner's. @returns its id */
async function viewFor({ people, organizationId }: ActionWorld, caller: Caller): Promise<string> {
  const { userId } = people[roles.find((role) => role === caller) ?? 'owner'];
  const { id } = await asService('test.view', (tx) =>
    tx.savedView.create({ data: { organizationId, userId, name: crypto.randomUUID(), query: 'view=table' } }),
  );
  return id;
}

function forSomebody(args: (userId: string) => unknown[]) {
  return async ({ makeSomebody }: ActionWorld) => args(await makeSomebody());
}

async function aboutNote({ makeSomebody }: ActionWorld): Promise<unknown[]> {
  const userId = await makeSomebody();
  const { id } = await asService('test.note', (tx) =>
    tx.adminNote.create({ data: { userId, authorEmail: 'ada@example.test', body: 'A note' } }),
  );
  return [userId, id, why];
}

/** An order for nobody, that is done: there is nothing to stop. @returns its id */
async function orderThatIsDone(): Promise<string> {
  const { id } = await asService('test.order', (tx) =>
    tx.bulkOperation.create({
      data: { action: 'suspend', filters: {}, reason: 'A test', orderedByEmail: 'a@b.test', state: 'done' },
    }),
  );
  return id;
}
