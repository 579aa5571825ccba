import { methodsNotAllowed, serve } from '@/lib/auth';
import { deleteContact, getContact, replaceContact, updateContact } from '@/lib/jobs/contacts';
import {
  deleteContactEndpoint,
  getContactEndpoint,
  replaceContactEndpoint,
  updateContactEndpoint,
} from '@/lib/jobs/contacts/endpoints';

export const GET = serve(getContactEndpoint, ({ principal, params }) =>
  getContact(principal, params.id, params.contactId),
);

export const PATCH = serve(updateContactEndpoint, ({ principal, params, body }) =>
  updateContact(principal, params.id, params.contactId, body),
);

export const PUT = serve(replaceContactEndpoint, ({ principal, params, body }) =>
  replaceContact(principal, params.id, params.contactId, body),
);

export const DELETE = serve(deleteContactEndpoint, ({ principal, params }) =>
  deleteContact(principal, params.id, params.contactId),
);

export const { POST } = methodsNotAllowed('GET', 'PATCH', 'PUT', 'DELETE');
