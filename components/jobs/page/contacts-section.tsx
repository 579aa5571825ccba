'use client';

import { ExternalLink, Mail, Phone, Plus } from 'lucide-react';
import { type ReactNode, startTransition, useOptimistic, useRef, useState } from 'react';
import { addContactAction, removeContactAction } from '@/app/(app)/jobs/[id]/actions';
import type { Contact } from '@/lib/jobs/contacts';
import { callAction } from '../../calls/call-action';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Card, CardHeader } from '../../ui/card';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { toast } from '../../ui/toast';
import { webLink, webLinkWords } from '../web-link';
import { EntryMenu } from './entry-menu';

const contactDialog = lazyPart(async () => (await import('./contact-dialog')).ContactDialog);

type ContactsSectionProps = { jobId: string; contacts: readonly Contact[]; mayEdit: boolean };

/** The people to talk to about a job. */
export function ContactsSection({ jobId, contacts, mayEdit }: ContactsSectionProps) {
  const [shown, hide] = useOptimistic(contacts, (current, id: string) =>
    current.filter((contact) => contact.id !== id),
  );
  // A closing dialog keeps its content until it has faded.
  const [dialog, setDialog] = useState<{ open: boolean; contact: Contact | undefined }>({
    open: false,
    contact: undefined,
  });
  const section = useRef<HTMLElement>(null);
  const edit = (contact: Contact | undefined) => setDialog({ open: true, contact });

  const restore = ({ name, role, email, phone, url, notes }: Contact, key: string) =>
    startTransition(async () => {
      const input = { name, role, email, phone, url, notes };
      const outcome = await callAction(() => addContactAction(jobId, input, key));
      if (!outcome.ok) toast.error('The contact is not back', { description: outcome.problem.detail });
    });
  const remove = (contact: Contact) => {
    const key = crypto.randomUUID();
    // Its row with its menu is about to go, and the focus with it.
    requestAnimationFrame(() => section.current?.focus());
    startTransition(async () => {
      hide(contact.id);
      const outcome = await callAction(() => removeContactAction(jobId, contact.id));
      if (outcome.ok || outcome.problem.error === 'not_found') {
        toast.success(`${contact.name} removed`, {
          action: { label: 'Undo', onClick: () => restore(contact, key) },
        });
      } else toast.error('The contact was not removed', { description: outcome.problem.detail });
    });
  };

  const byName = shown.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  return (
    <Card>
      <section ref={section} aria-label="Contacts" tabIndex={-1}>
        <CardHeader
          title="Contacts"
          actions={
            mayEdit ? (
              <Button variant="ghost" size="sm" className="-my-1.5 -mr-2" onClick={() => edit(undefined)}>
                <Plus aria-hidden="true" />
                Add contact
              </Button>
            ) : null
          }
        />
        {byName.length === 0 ? (
          <p className="px-5 pt-2 pb-5 text-muted-foreground text-sm">
            Nobody yet. Keep the recruiter and whoever you talk to here.
          </p>
        ) : (
          <ul className="grid gap-4 px-5 pt-3 pb-5">
            {byName.map((contact) => (
              <ContactItem
                key={contact.id}
                contact={contact}
                actions={
                  mayEdit ? (
                    <EntryMenu
                      subject={contact.name}
                      onEdit={() => edit(contact)}
                      onRemove={() => remove(contact)}
                    />
                  ) : null
                }
              />
            ))}
          </ul>
        )}
        <LazyDialog
          code={contactDialog}
          with={{
            jobId,
            open: dialog.open,
            onOpenChange: (open) => setDialog((current) => ({ ...current, open })),
            contact: dialog.contact,
            onSaved: () => {
              toast.success(dialog.contact ? 'Contact saved' : 'Contact added');
              setDialog((current) => ({ ...current, open: false }));
            },
          }}
        />
      </section>
    </Card>
  );
}

function ContactItem({ contact, actions }: { contact: Contact; actions: ReactNode }) {
  const { name, role, email, phone, notes } = contact;
  const link = webLink(contact.url);
  return (
    <li className="flex items-start gap-3">
      <Avatar name={name} />
      <div className="grid min-w-0 flex-1 gap-1 text-sm">
        <div className="[overflow-wrap:anywhere]">
          <p className="font-medium">{name}</p>
          {role ? <p className="text-13 text-muted-foreground">{role}</p> : null}
        </div>
        {email ? (
          <Way icon={Mail} href={`mailto:${email}`}>
            {email}
          </Way>
        ) : null}
        {phone ? (
          <Way icon={Phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </Way>
        ) : null}
        {link ? (
          <Way icon={ExternalLink} href={link}>
            {webLinkWords(link)}
          </Way>
        ) : null}
        {notes ? (
          <p className="whitespace-pre-wrap text-13 text-muted-foreground [overflow-wrap:anywhere]">
            {notes}
          </p>
        ) : null}
      </div>
      {actions}
    </li>
  );
}

function Way({ icon: Icon, href, children }: { icon: typeof Mail; href: string; children: ReactNode }) {
  const elsewhere = href.startsWith('http') ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a
      href={href}
      {...elsewhere}
      className="flex w-fit max-w-full items-start gap-1.5 rounded-sm text-13 text-muted-foreground underline-offset-4 hover:text-foreground hover:underline"
    >
      <Icon aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </a>
  );
}
