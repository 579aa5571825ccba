import { methodsNotAllowed, serve } from '@/lib/auth';
import { changeRole, removeMember } from '@/lib/organizations';
import { changeRoleEndpoint, removeMemberEndpoint } from '@/lib/organizations/endpoints';

export const PATCH = serve(changeRoleEndpoint, ({ principal, params, body }) =>
  changeRole(principal, params.id, params.userId, body.role),
);

export const DELETE = serve(removeMemberEndpoint, ({ principal, params }) =>
  removeMember(principal, params.id, params.userId),
);

export const { GET, POST, PUT } = methodsNotAllowed('PATCH', 'DELETE');
