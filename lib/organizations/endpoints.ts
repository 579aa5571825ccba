import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { organizationAuditLogEndpoints } from './audit-log-endpoints';
import { roles } from './permissions';
import {
  invitationInputSchema,
  invitationSchema,
  invitationTokenSchema,
  memberSchema,
  organizationInputSchema,
  organizationPatchSchema,
  organizationSchema,
} from './schema';

const tag = 'organizations';
const one = z.object({ id: z.uuid() });
const oneMember = one.extend({ userId: z.uuid() });
const oneInvitation = one.extend({ invitationId: z.uuid() });
const page = z.object({ limit: limitSchema, cursor: cursorSchema });

export const listOrganizationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/organizations',
  operationId: 'listOrganizations',
  summary: 'List the organizations that you belong to, the oldest first',
  tag,
  auth: 'session',
  scope: 'organization:read',
  success: {
    status: 200,
    description: 'All of them.',
    output: z.object({ organizations: z.array(organizationSchema) }),
  },
});

export const createOrganizationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations',
  operationId: 'createOrganization',
  summary: 'Make a team, and act for it',
  tag,
  auth: 'session',
  body: organizationInputSchema,
  idempotent: true,
  success: { status: 201, description: 'The team, which you own.', output: organizationSchema },
  problems: [409],
});

export const getOrganizationEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/organizations/{id}',
  operationId: 'getOrganization',
  summary: 'Get one organization that you belong to',
  tag,
  auth: 'session',
  scope: 'organization:read',
  params: one,
  success: { status: 200, description: 'The organization.', output: organizationSchema },
});

export const updateOrganizationEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/organizations/{id}',
  operationId: 'updateOrganization',
  summary: 'Rename an organization, or ask for second factors',
  tag,
  auth: 'session',
  params: one,
  body: organizationPatchSchema,
  success: { status: 200, description: 'The organization as it is now.', output: organizationSchema },
  problems: [402],
});

export const switchOrganizationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations/{id}/switch',
  operationId: 'switchOrganization',
  summary: 'Act for an organization from now on',
  tag,
  auth: 'session',
  beforeSecondFactor: true,
  params: one,
  success: { status: 200, description: 'The organization.', output: organizationSchema },
});

export const leaveOrganizationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations/{id}/leave',
  operationId: 'leaveOrganization',
  summary: 'Leave an organization',
  tag,
  auth: 'session',
  params: one,
  success: { status: 204, description: 'You are no member any more.' },
  problems: [409],
});

export const transferOwnershipEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations/{id}/transfer',
  operationId: 'transferOwnership',
  summary: 'Pass the ownership on to another member, and stay as an admin',
  tag,
  auth: 'session',
  params: one,
  body: z.strictObject({ userId: z.uuid() }),
  success: { status: 204, description: 'They own it now.' },
  problems: [409],
});

export const listMembersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/organizations/{id}/members',
  operationId: 'listMembers',
  summary: 'List who belongs to an organization, owners first',
  tag,
  auth: 'session',
  scope: 'organization:read',
  params: one,
  query: page,
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ members: z.array(memberSchema), nextCursor: z.string().nullable() }),
  },
});

export const changeRoleEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/organizations/{id}/members/{userId}',
  operationId: 'changeRole',
  summary: 'Give a member another role',
  tag,
  auth: 'session',
  params: oneMember,
  body: z.strictObject({ role: z.enum(roles) }),
  success: { status: 200, description: 'The member.', output: memberSchema },
  problems: [402, 409],
});

export const removeMemberEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/organizations/{id}/members/{userId}',
  operationId: 'removeMember',
  summary: 'Remove a member, or leave',
  tag,
  auth: 'session',
  params: oneMember,
  success: { status: 204, description: 'They are no member any more.' },
  problems: [409],
});

export const listInvitationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/organizations/{id}/invitations',
  operationId: 'listInvitations',
  summary: 'List invitations that nobody has answered, newest first',
  tag,
  auth: 'session',
  params: one,
  query: page,
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ invitations: z.array(invitationSchema), nextCursor: z.string().nullable() }),
  },
});

export const inviteMemberEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations/{id}/invitations',
  operationId: 'inviteMember',
  summary: 'Invite somebody by mail, which holds a seat for them',
  tag,
  auth: 'session',
  params: one,
  body: invitationInputSchema,
  idempotent: true,
  success: { status: 201, description: 'The invitation; its mail is on its way.', output: invitationSchema },
  problems: [402, 409],
});

export const revokeInvitationEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/organizations/{id}/invitations/{invitationId}',
  operationId: 'revokeInvitation',
  summary: 'Withdraw an invitation and free its seat',
  tag,
  auth: 'session',
  params: oneInvitation,
  success: { status: 204, description: 'Its link does not work any more.' },
});

export const resendInvitationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/organizations/{id}/invitations/{invitationId}/resend',
  operationId: 'resendInvitation',
  summary: 'Mail an invitation again, with a new link and for another week',
  tag,
  auth: 'session',
  params: oneInvitation,
  success: { status: 200, description: 'The invitation.', output: invitationSchema },
  problems: [402],
});

const answer = z.strictObject({ token: invitationTokenSchema.describe('From the link of the mail.') });

export const acceptInvitationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/invitations/accept',
  operationId: 'acceptInvitation',
  summary: 'Join the organization that you were invited to, and act for it',
  tag,
  auth: 'session',
  body: answer,
  success: { status: 200, description: 'The organization.', output: organizationSchema },
  problems: [402, 404, 409],
});

export const declineInvitationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/invitations/decline',
  operationId: 'declineInvitation',
  summary: 'Decline an invitation',
  tag,
  auth: 'session',
  body: answer,
  success: { status: 204, description: 'It is declined.' },
  problems: [404, 409],
});

/** Every operation on organizations. */
export const organizationEndpoints = [
  listOrganizationsEndpoint,
  createOrganizationEndpoint,
  getOrganizationEndpoint,
  updateOrganizationEndpoint,
  switchOrganizationEndpoint,
  leaveOrganizationEndpoint,
  transferOwnershipEndpoint,
  listMembersEndpoint,
  changeRoleEndpoint,
  removeMemberEndpoint,
  listInvitationsEndpoint,
  inviteMemberEndpoint,
  revokeInvitationEndpoint,
  resendInvitationEndpoint,
  acceptInvitationEndpoint,
  declineInvitationEndpoint,
  ...organizationAuditLogEndpoints,
];
