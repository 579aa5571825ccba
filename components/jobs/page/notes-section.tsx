'use client';

import type { SavedJob } from '@/lib/jobs/schema';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card, CardHeader } from '../../ui/card';
import { Field } from '../../ui/field';
import { Textarea } from '../../ui/textarea';
import { useNotes } from './use-notes';

/** What the person wrote down about a job. It saves itself and says so. */
export function NotesSection({ job, mayEdit }: { job: SavedJob; mayEdit: boolean }) {
  return (
    <Card>
      <section aria-label="Notes">
        <CardHeader title="Notes" />
        <div className="grid gap-3 px-5 pt-3 pb-5">
          {mayEdit ? <NotesField job={job} /> : <NotesText notes={job.notes} />}
        </div>
      </section>
    </Card>
  );
}

function NotesText({ notes }: { notes: string | null }) {
  return notes ? (
    <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">{notes}</p>
  ) : (
    <p className="text-muted-foreground text-sm">No notes yet.</p>
  );
}

function NotesField({ job }: { job: SavedJob }) {
  const notes = useNotes(job);
  return (
    <>
      {notes.theirs ? (
        <Alert tone="warning" title="These notes were changed elsewhere" live>
          <div className="grid gap-3">
            <p>Another tab or a colleague saved this meanwhile. Yours are still below and not saved.</p>
            <blockquote className="max-h-40 overflow-y-auto whitespace-pre-wrap border-l-2 pl-3 [overflow-wrap:anywhere]">
              {notes.theirs.notes || 'Nothing: they were emptied.'}
            </blockquote>
            <div className="flex flex-wrap gap-2">
              <Button variant="secondary" size="sm" onClick={notes.keepMine}>
                Save mine instead
              </Button>
              <Button variant="secondary" size="sm" onClick={notes.takeTheirs}>
                Take theirs
              </Button>
            </div>
          </div>
        </Alert>
      ) : null}
      {notes.problem ? (
        <Alert
          tone="danger"
          title="Your notes are not saved"
          live
          action={
            <Button variant="secondary" size="sm" onClick={notes.save}>
              Try again
            </Button>
          }
        >
          {notes.problem.issues?.[0]?.message ?? notes.problem.detail}
        </Alert>
      ) : null}
      <Field label={<span className="sr-only">Notes</span>}>
        <Textarea
          value={notes.text}
          onChange={(event) => notes.write(event.target.value)}
          onBlur={notes.save}
          maxLength={20_000}
          rows={5}
          placeholder="Why it interests you, questions to ask, what was agreed."
          className="max-h-128!"
        />
      </Field>
      <p role="status" className="min-h-5 text-13 text-muted-foreground">
        {stateWords(notes)}
      </p>
    </>
  );
}

function stateWords({ state, dirty, problem, theirs }: ReturnType<typeof useNotes>): string {
  if (state === 'saving') return 'Saving…';
  if (theirs || problem) return 'Not saved';
  if (dirty) return 'Not saved yet';
  return state === 'saved' ? 'Saved' : 'Saves itself as you write.';
}
