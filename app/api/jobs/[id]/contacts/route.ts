import { methodsNotAllowed, serve } from '@/lib/auth';
import { createContact, listContacts } from '@/lib/jobs/contacts';
import { createContactEndpoint, listContactsEndpoint } from '@/lib/jobs/contacts/endpoints';

export const GET = serve(listContactsEndpoint, async ({ principal, params }) => ({
  contacts: await listContacts(principal, params.id),
}));

export const POST = serve(createContactEndpoint, ({ principal, params, body, idempotencyKey }) =>
  createContact(principal, params.id, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
