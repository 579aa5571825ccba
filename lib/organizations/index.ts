export { exportOrganizationAuditLog, organizationAuditEvent, organizationAuditLog } from './audit-log';
export { changeRole, leaveOrganization, removeMember, transferOwnership } from './change-membership';
export { createOrganization } from './create-organization';
export { describeMe } from './describe-me';
export { getOrganization, listOrganizations } from './get-organization';
export {
  acceptInvitation,
  declineInvitation,
  invitationBehind,
  type OfferedInvitation,
} from './invitations/answer-invitation';
export { resendInvitation, revokeInvitation } from './invitations/change-invitation';
export { inviteMember } from './invitations/invite';
export { type InvitationMail, issueInvitationLink } from './invitations/issue-invitation-link';
export { listInvitations } from './invitations/list-invitations';
export { MEMBER_NOTICE_CHANNEL, transferFactsSchema } from './member-notices';
export { listMembers, listOwners } from './members';
export { mayDo } from './permissions';
export { switchOrganization } from './switch-organization';
export { updateOrganization } from './update-organization';
