'use client';

import { addContactAction, changeContactAction } from '@/app/(app)/jobs/[id]/actions';
import type { Contact, ContactInput } from '@/lib/jobs/contacts';
import { contactInputSchema } from '@/lib/jobs/contacts/schema';
import { Dialog, DialogContent } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Textarea } from '../../ui/textarea';
import { withScheme } from '../job-form';
import { EntryForm } from './entry-form';
import { fieldText, readFields } from './read-fields';

type ContactDialogProps = {
  jobId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The contact to edit; without one the dialog adds a new one. */
  contact: Contact | undefined;
  onSaved: () => void;
};

/** Adds or edits a contact of a job. */
export function ContactDialog({ jobId, open, onOpenChange, contact, onSaved }: ContactDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={contact ? 'Edit contact' : 'Add a contact'}>
        <EntryForm<ContactInput>
          read={readContact}
          send={(input, key) =>
            contact ? changeContactAction(jobId, contact.id, input) : addContactAction(jobId, input, key)
          }
          onSaved={onSaved}
          submitLabel={contact ? 'Save changes' : 'Add contact'}
        >
          {(errors) => (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Name" error={errors.name} required>
                <Input name="name" defaultValue={contact?.name} maxLength={200} autoComplete="off" />
              </Field>
              <Field label="Role" error={errors.role} optional>
                <Input
                  name="role"
                  placeholder="Recruiter"
                  defaultValue={contact?.role ?? ''}
                  maxLength={200}
                  autoComplete="off"
                />
              </Field>
              <Field label="Email" error={errors.email} optional>
                <Input
                  name="email"
                  type="email"
                  defaultValue={contact?.email ?? ''}
                  maxLength={320}
                  autoComplete="off"
                />
              </Field>
              <Field label="Phone" error={errors.phone} optional>
                <Input
                  name="phone"
                  type="tel"
                  defaultValue={contact?.phone ?? ''}
                  maxLength={50}
                  autoComplete="off"
                />
              </Field>
              <Field label="Link" error={errors.url} optional className="sm:col-span-2">
                <Input
                  name="url"
                  inputMode="url"
                  placeholder="linkedin.com/in/…"
                  defaultValue={contact?.url ?? ''}
                  maxLength={2048}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                />
              </Field>
              <Field label="Notes" error={errors.notes} optional className="sm:col-span-2">
                <Textarea name="notes" rows={3} defaultValue={contact?.notes ?? ''} maxLength={5_000} />
              </Field>
            </div>
          )}
        </EntryForm>
      </DialogContent>
    </Dialog>
  );
}

function readContact(form: FormData) {
  const [name, role, email, phone, url, notes] = ['name', 'role', 'email', 'phone', 'url', 'notes'].map(
    (field) => fieldText(form, field),
  );
  return readFields(contactInputSchema, { name, role, email, phone, url: withScheme(url ?? ''), notes });
}
