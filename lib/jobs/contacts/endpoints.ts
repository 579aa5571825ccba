import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { contactInputSchema, contactPatchSchema, contactSchema } from './schema';

const ofJob = z.object({ id: z.uuid() });
const one = z.object({ id: z.uuid(), contactId: z.uuid() });
const tag = 'jobs';

export const listContactsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}/contacts',
  operationId: 'listContacts',
  summary: 'List the contacts of a saved job, oldest first',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: ofJob,
  success: {
    status: 200,
    description: 'All of them; a job keeps up to 100.',
    output: z.object({ contacts: z.array(contactSchema) }),
  },
});

export const createContactEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/{id}/contacts',
  operationId: 'createContact',
  summary: 'Add a contact to a saved job',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: ofJob,
  body: contactInputSchema,
  idempotent: true,
  success: { status: 201, description: 'The contact.', output: contactSchema },
  problems: [402, 409],
});

export const getContactEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}/contacts/{contactId}',
  operationId: 'getContact',
  summary: 'Get one contact of a saved job',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: { status: 200, description: 'The contact.', output: contactSchema },
});

export const updateContactEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/jobs/{id}/contacts/{contactId}',
  operationId: 'updateContact',
  summary: 'Change some fields of a contact',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: contactPatchSchema,
  success: { status: 200, description: 'The contact as it is now.', output: contactSchema },
  problems: [402],
});

export const replaceContactEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/jobs/{id}/contacts/{contactId}',
  operationId: 'replaceContact',
  summary: 'Set all fields of a contact',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: contactInputSchema,
  success: { status: 200, description: 'The contact as it is now.', output: contactSchema },
  problems: [402],
});

export const deleteContactEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/jobs/{id}/contacts/{contactId}',
  operationId: 'deleteContact',
  summary: 'Remove a contact of a saved job',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  params: one,
  success: { status: 204, description: 'It is gone.' },
  problems: [402],
});

/** Every operation on the contacts of saved jobs. */
export const contactsEndpoints = [
  listContactsEndpoint,
  createContactEndpoint,
  getContactEndpoint,
  updateContactEndpoint,
  replaceContactEndpoint,
  deleteContactEndpoint,
];
