import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { text } from '@/lib/http/text';
import { REASON_MAX } from '../as-admin';

const reasonSchema = z.object({
  reason: text().max(REASON_MAX).describe('Why, for whoever looks later; not told to the person.'),
});

const impersonationSchema = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime().describe('When it ends by itself.'),
  mayWrite: z.boolean().describe('Whether things may be changed, or only looked at.'),
});

/** `POST /api/admin/users/{id}/impersonate`. */
export const actAsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/users/{id}/impersonate',
  operationId: 'actAs',
  summary: 'Act as somebody, to look, for half an hour, in the browser that takes the cookies of the answer',
  tag: 'Admin',
  auth: 'admin',
  params: z.object({ id: z.uuid() }),
  body: reasonSchema,
  success: { status: 201, description: 'It has begun.', output: impersonationSchema },
  problems: [404, 409],
});

/** `POST /api/admin/impersonation/raise`. */
export const raiseActingEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/impersonation/raise',
  operationId: 'raiseImpersonation',
  summary: 'Be allowed to change things as whom this session acts',
  tag: 'Admin',
  auth: 'admin',
  body: reasonSchema,
  success: { status: 200, description: 'Things may be changed until it ends.', output: impersonationSchema },
  problems: [409],
});

/** `DELETE /api/admin/impersonation`. */
export const stopActingEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/admin/impersonation',
  operationId: 'stopImpersonation',
  summary: 'Stop acting as somebody, in every tab of this session',
  tag: 'Admin',
  auth: 'admin',
  success: { status: 204, description: 'This session acts as nobody.' },
});

/** Every operation of acting as somebody. */
export const impersonationEndpoints = [actAsEndpoint, raiseActingEndpoint, stopActingEndpoint] as const;
