export { createContact } from './create-contact';
export { deleteContact } from './delete-contact';
export { getContact, listContacts } from './list-contacts';
export type { Contact, ContactInput } from './schema';
export { replaceContact, updateContact } from './update-contact';
