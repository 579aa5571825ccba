import { changePlanOf } from '@/lib/admin';
import { editPlanEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const PATCH = serve(editPlanEndpoint, ({ admin, params, body }) =>
  changePlanOf(admin, params.id, body),
);

export const { GET, POST, PUT, DELETE } = methodsNotAllowed('PATCH');
