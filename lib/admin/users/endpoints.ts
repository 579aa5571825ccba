import { z } from 'zod';
import { defineEndpoint, limitSchema } from '@/lib/http';
import { userCursorSchema } from './user-cursor';
import { userFilterSchema, userOrderSchema } from './user-filter';
import { listedUserSchema } from './user-row';

const tag = 'admin';

export const listUsersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/users',
  operationId: 'adminListUsers',
  summary: 'Find people',
  tag,
  auth: 'admin',
  query: userFilterSchema.extend({ ...userOrderSchema.shape, limit: limitSchema, cursor: userCursorSchema }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({
      users: z.array(listedUserSchema),
      nextCursor: z.string().nullable(),
      previousCursor: z.string().nullable(),
    }),
  },
});

export const exportUsersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/users/export',
  operationId: 'adminExportUsers',
  summary: 'Get everybody whom a filter finds as a table for spreadsheets',
  tag,
  auth: 'admin',
  query: userFilterSchema,
  success: {
    status: 200,
    description:
      'Comma-separated, with a line of headings, oldest first. That it was taken is in the audit log.',
    output: z.string(),
    contentType: 'text/csv; charset=utf-8',
    fileName: 'foothold-users.csv',
  },
});

/** Every operation on people as a whole. */
export const usersEndpoints = [listUsersEndpoint, exportUsersEndpoint] as const;
