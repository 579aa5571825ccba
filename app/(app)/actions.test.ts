import { expect, it, vi } from 'vitest';
import { acceptInvitationAction, declineInvitationAction } from '../(auth)/invitations/actions';
import { verifyAction } from '../(auth)/sign-in/verify/actions';
import { checkoutAction } from '../(marketing)/pricing/actions';
import { saveProfileAction } from './account/actions';
import {
  createKeyAction,
  renameKeyAction,
  revokeKeyAction,
  rotateKeyAction,
} from './account/api-keys/actions';
import { cancelAction, portalAction, resumeAction } from './account/billing/actions';
import {
  removeSecondFactorAction,
  renewRecoveryCodesAction,
  setUpSecondFactorAction,
} from './account/security/second-factor-actions';
import {
  addJobAction,
  changeJobAction,
  deleteJobAction,
  deleteJobsAction,
  moreJobsAction,
  moveJobsAction,
  refreshBoardAction,
  takeBackMoveAction,
} from './jobs/actions';
import { changeViewAction, deleteViewAction, saveViewAction } from './jobs/view-actions';
import {
  changeRoleAction,
  createOrganizationAction,
  inviteAction,
  leaveAction,
  removeMemberAction,
  renameOrganizationAction,
  requireSecondFactorAction,
  resendAction,
  revokeAction,
  switchOrganizationAction,
  transferAction,
} from './organization/actions';

// A good session would come along: only the missing origin tells that no page of this site asked.
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'sec-fetch-site': 'cross-site', authorization: 'Bearer a.b.c' }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
vi.mock('@/lib/env', () => ({ env: () => ({ APP_URL: 'https://foothold.example', LOG_LEVEL: 'silent' }) }));

const id = crypto.randomUUID();
const form = new FormData();
const untouched = { values: {}, problem: null, outcome: null };

it.each<[string, () => Promise<unknown>]>([
  ['adds no job', () => addJobAction({ title: 'Engineer', company: 'Halcyon' }, id)],
  ['changes no job', () => changeJobAction(id, { title: 'Mine' })],
  ['deletes no job', () => deleteJobAction(id)],
  ['reads no jobs', () => moreJobsAction({ query: '', list: 'table', cursor: 'x' })],
  ['reads no board', () => refreshBoardAction({ query: '', version: null, sizes: {} })],
  ['moves no jobs', () => moveJobsAction({ ids: [id] }, 'applied')],
  ['takes no move back', () => takeBackMoveAction({ status: 'applied', movedAt: '1' })],
  ['deletes no jobs', () => deleteJobsAction({ ids: [id] })],
  ['keeps no view', () => saveViewAction({ name: 'Mine', query: '' })],
  ['changes no view', () => changeViewAction(id, { name: 'Mine' })],
  ['forgets no view', () => deleteViewAction(id)],
  ['makes no key', () => createKeyAction({ name: 'Mine', scopes: ['jobs:read'] }, id)],
  ['renames no key', () => renameKeyAction(id, { name: 'Mine' })],
  ['rotates no key', () => rotateKeyAction(id, {}, id)],
  ['revokes no key', () => revokeKeyAction(id)],
  ['changes no name', () => saveProfileAction(untouched, form)],
  ['passes no second factor', () => verifyAction(untouched, form)],
  ['sets up no second factor', () => setUpSecondFactorAction(untouched, form)],
  ['makes no recovery codes', () => renewRecoveryCodesAction(untouched, form)],
  ['turns no second factor off', () => removeSecondFactorAction(untouched, form)],
  ['opens no portal', () => portalAction()],
  ['cancels nothing', () => cancelAction(untouched, form)],
  ['resumes nothing', () => resumeAction()],
  ['opens no Checkout', () => checkoutAction({ problem: null }, form)],
  ['switches nothing', () => switchOrganizationAction(id)],
  ['makes no organization', () => createOrganizationAction(untouched, form)],
  ['renames no organization', () => renameOrganizationAction(untouched, form)],
  ['requires no second factor', () => requireSecondFactorAction(untouched, form)],
  ['invites nobody', () => inviteAction(id, { email: 'a@example.test', role: 'admin' }, id)],
  ['mails no invitation', () => resendAction(id, id)],
  ['withdraws no invitation', () => revokeAction(id, id)],
  ['accepts no invitation', () => acceptInvitationAction(untouched, form)],
  ['declines no invitation', () => declineInvitationAction(untouched, form)],
  ['changes no role', () => changeRoleAction(id, id, 'admin')],
  ['removes nobody', () => removeMemberAction(id, id)],
  ['leaves nothing', () => leaveAction(id)],
  ['passes nothing on', () => transferAction(id, id)],
])('another site %s', async (_name, act) => {
  expect(await act()).toMatchObject({ problem: { status: 403, error: 'forbidden' } });
});
