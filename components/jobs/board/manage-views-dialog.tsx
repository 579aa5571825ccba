'use client';

import { Trash2 } from 'lucide-react';
import { type FormEvent, useState, useTransition } from 'react';
import { changeViewAction, deleteViewAction, saveViewAction } from '@/app/(app)/jobs/view-actions';
import type { SavedView, ViewPatch } from '@/lib/jobs';
import { callAction, type Outcome } from '../../calls/call-action';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';
import { Input } from '../../ui/input';
import { toast } from '../../ui/toast';

type ManageViewsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  views: readonly SavedView[];
  /** What the board shows now, for views that are to show that from now on. */
  query: string;
};

/** The person's views, each with its name, whether it is the way in, and what it shows. */
export function ManageViewsDialog({ open, onOpenChange, views, query }: ManageViewsDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Your views" description="Only you see them.">
        <DialogBody className="grid content-start gap-4">
          {problem ? (
            <Alert tone="danger" title="Nothing was changed" live>
              {problem}
            </Alert>
          ) : null}
          {views.length === 0 ? (
            <p className="text-muted-foreground">You keep no view any longer.</p>
          ) : (
            <ul className="divide-y rounded-lg border">
              {views.map((view) => (
                <ViewRow key={view.id} view={view} query={query} onProblem={setProblem} />
              ))}
            </ul>
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type ViewRowProps = { view: SavedView; query: string; onProblem: (problem: string | null) => void };

function ViewRow({ view, query, onProblem }: ViewRowProps) {
  const [name, setName] = useState(view.name);
  const [working, startWork] = useTransition();
  const attempt = (ask: () => Promise<Outcome<unknown>>, done: () => void) =>
    startWork(async () => {
      const outcome = await ask();
      if (outcome.ok) done();
      onProblem(outcome.ok ? null : (outcome.problem.issues?.[0]?.message ?? outcome.problem.detail));
    });
  const change = (patch: ViewPatch, told: string) =>
    attempt(
      () => callAction(() => changeViewAction(view.id, patch)),
      () => toast.success(told),
    );
  const remove = () =>
    attempt(
      () => callAction(() => deleteViewAction(view.id)),
      () =>
        toast.success('View deleted', {
          action: {
            label: 'Undo',
            onClick: () =>
              void callAction(() =>
                saveViewAction({ name: view.name, query: view.query, isDefault: view.isDefault }),
              ),
          },
        }),
    );
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== view.name) change({ name }, 'View renamed');
  };
  return (
    <li className="grid gap-3 p-4">
      <form onSubmit={rename} className="flex gap-2">
        <Input
          aria-label={`Name of ${view.name}`}
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="secondary" loading={working} disabled={name.trim() === view.name}>
          Rename
        </Button>
      </form>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Checkbox
          label="Open it whenever I come to my jobs"
          checked={view.isDefault}
          onChange={(event) =>
            change(
              { isDefault: event.target.checked },
              event.target.checked ? 'Default view set' : 'No default view',
            )
          }
          className="mr-auto"
        />
        <Button
          variant="ghost"
          size="sm"
          disabled={view.query === query}
          onClick={() => change({ query }, `${view.name} shows this now`)}
        >
          Show the present filters
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={`Delete ${view.name}`} onClick={remove}>
          <Trash2 aria-hidden="true" />
        </Button>
      </div>
    </li>
  );
}
