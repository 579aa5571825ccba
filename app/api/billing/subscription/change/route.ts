import { methodsNotAllowed, serve } from '@/lib/auth';
import { takeBackChange } from '@/lib/billing';
import { takeBackChangeEndpoint } from '@/lib/billing/endpoints';

export const DELETE = serve(takeBackChangeEndpoint, async ({ principal, idempotencyKey }) => ({
  subscription: await takeBackChange(principal, idempotencyKey),
}));

export const { GET, POST, PUT, PATCH } = methodsNotAllowed('DELETE');
