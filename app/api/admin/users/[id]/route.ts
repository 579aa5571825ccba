import { activateAccount, confirmEmail, deleteAccount, readAccount, suspendAccount } from '@/lib/admin';
import {
  changeAccountEndpoint,
  deleteAccountEndpoint,
  getAccountEndpoint,
} from '@/lib/admin/account/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(getAccountEndpoint, ({ params, query }) => readAccount(params.id, query));

export const PATCH = serve(changeAccountEndpoint, ({ admin, params, body }) => {
  if ('emailConfirmed' in body) return confirmEmail(admin, params.id, body.reason);
  const change = body.status === 'suspended' ? suspendAccount : activateAccount;
  return change(admin, params.id, body.reason);
});

export const DELETE = serve(deleteAccountEndpoint, ({ admin, params, query }) =>
  deleteAccount(admin, params.id, query.reason),
);

export const { POST, PUT } = methodsNotAllowed('GET', 'PATCH', 'DELETE');
