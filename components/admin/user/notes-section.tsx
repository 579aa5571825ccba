'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { addNoteAction, removeNoteAction, restoreNoteAction } from '@/app/(admin)/admin/users/[id]/actions';
import type { Done, Note } from '@/lib/admin';
import { callAction } from '../../calls/call-action';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { Textarea } from '../../ui/textarea';
import { toast } from '../../ui/toast';
import { ReasonDialog } from '../reason-dialog';
import { AccountSection } from './account-section';
import { Moment } from './moment';

/** What admins have written down about the person, for each other. */
export function NotesSection({ userId, notes }: { userId: string; notes: readonly Note[] }) {
  return (
    <AccountSection id="notes" title="Notes" description="For admins alone; the person never sees them.">
      <Card>
        <NoteForm userId={userId} />
        {notes.length > 0 ? (
          <ul aria-label="Notes" className="divide-y border-t">
            {notes.map((note) => (
              <NoteItem key={note.id} userId={userId} note={note} />
            ))}
          </ul>
        ) : null}
      </Card>
    </AccountSection>
  );
}

function NoteForm({ userId }: { userId: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [saving, startSaving] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const body = String(new FormData(event.currentTarget).get('body') ?? '').trim();
    if (body === '') {
      setError('Write something first.');
      form.current?.querySelector('textarea')?.focus();
      return;
    }
    setError(null);
    startSaving(async () => {
      const outcome = await callAction(() => addNoteAction(userId, body));
      if (outcome.ok) {
        form.current?.reset();
        toast.success('Note added');
      } else setError(outcome.problem.issues?.[0]?.message ?? outcome.problem.detail);
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-3 px-5 py-4">
      <Field label="New note" error={error}>
        <Textarea name="body" rows={2} maxLength={5000} autoComplete="off" />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="secondary" size="sm" loading={saving}>
          Add note
        </Button>
      </div>
    </form>
  );
}

function NoteItem({ userId, note }: { userId: string; note: Note }) {
  const { id, body, authorEmail, createdAt } = note;
  return (
    <li className="grid gap-1.5 px-5 py-4">
      <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">{body}</p>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13 text-muted-foreground">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {authorEmail}, <Moment at={createdAt} />
        </span>
        <ReasonDialog<Done>
          trigger={
            <Button
              variant="ghost"
              size="sm"
              className="-mr-3"
              aria-label={`Remove the note: ${body.slice(0, 40)}`}
            >
              Remove
            </Button>
          }
          title="Remove this note?"
          description="No admin sees it any more."
          confirmLabel="Remove"
          destructive
          onConfirm={(reason) => removeNoteAction(userId, id, reason)}
          done={({ changed }) => (changed ? 'Note removed' : 'The note was removed already')}
          undo={({ eventId }, reason) =>
            eventId === null
              ? null
              : () => restoreNoteAction(userId, id, `Undone: ${reason}`.slice(0, 500), eventId)
          }
        />
      </div>
    </li>
  );
}
