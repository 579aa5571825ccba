'use client';

import { Plus } from 'lucide-react';
import { type ReactNode, startTransition, useOptimistic, useRef, useState } from 'react';
import { addInterviewAction, removeInterviewAction } from '@/app/(app)/jobs/[id]/actions';
import type { Interview } from '@/lib/jobs/interviews';
import { callAction } from '../../calls/call-action';
import { Button } from '../../ui/button';
import { Card, CardHeader } from '../../ui/card';
import { cn } from '../../ui/cn';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { toast } from '../../ui/toast';
import { interviewLook } from '../interview-look';
import { OwnMoment } from '../own-moment';
import { webLink, webLinkWords } from '../web-link';
import { EntryMenu } from './entry-menu';

const interviewDialog = lazyPart(async () => (await import('./interview-dialog')).InterviewDialog);

type InterviewsSectionProps = {
  jobId: string;
  /** In the order of their times. */
  interviews: readonly Interview[];
  /** When the page was made: what was over by then is told more quietly. */
  now: string;
  mayEdit: boolean;
};

/** The talks about a job that have a time, at the reader's own clock. */
export function InterviewsSection({ jobId, interviews, now, mayEdit }: InterviewsSectionProps) {
  const [shown, hide] = useOptimistic(interviews, (current, id: string) =>
    current.filter((interview) => interview.id !== id),
  );
  // A closing dialog keeps its content until it has faded.
  const [dialog, setDialog] = useState<{ open: boolean; interview: Interview | undefined }>({
    open: false,
    interview: undefined,
  });
  const section = useRef<HTMLElement>(null);
  const edit = (interview: Interview | undefined) => setDialog({ open: true, interview });

  const restore = ({ kind, startsAt, endsAt, location, notes }: Interview, key: string) =>
    startTransition(async () => {
      const input = { kind, startsAt, endsAt, location, notes };
      const outcome = await callAction(() => addInterviewAction(jobId, input, key));
      if (!outcome.ok) toast.error('The interview is not back', { description: outcome.problem.detail });
    });
  const remove = (interview: Interview) => {
    const key = crypto.randomUUID();
    // Its row with its menu is about to go, and the focus with it.
    requestAnimationFrame(() => section.current?.focus());
    startTransition(async () => {
      hide(interview.id);
      const outcome = await callAction(() => removeInterviewAction(jobId, interview.id));
      if (outcome.ok || outcome.problem.error === 'not_found') {
        toast.success('Interview removed', {
          action: { label: 'Undo', onClick: () => restore(interview, key) },
        });
      } else toast.error('The interview was not removed', { description: outcome.problem.detail });
    });
  };

  return (
    <Card>
      <section ref={section} aria-label="Interviews" tabIndex={-1}>
        <CardHeader
          title="Interviews"
          actions={
            mayEdit ? (
              <Button variant="ghost" size="sm" className="-my-1.5 -mr-2" onClick={() => edit(undefined)}>
                <Plus aria-hidden="true" />
                Add interview
              </Button>
            ) : null
          }
        />
        {shown.length === 0 ? (
          <p className="px-5 pt-2 pb-5 text-muted-foreground text-sm">
            None yet. Calls, talks and assignments with a time belong here.
          </p>
        ) : (
          <ul className="grid gap-4 px-5 pt-3 pb-5">
            {nextFirst(shown, now).map((interview) => (
              <InterviewItem
                key={interview.id}
                interview={interview}
                isOver={interview.endsAt <= now}
                actions={
                  mayEdit ? (
                    <EntryMenu
                      subject={interviewLook[interview.kind].label}
                      onEdit={() => edit(interview)}
                      onRemove={() => remove(interview)}
                    />
                  ) : null
                }
              />
            ))}
          </ul>
        )}
        <LazyDialog
          code={interviewDialog}
          with={{
            jobId,
            open: dialog.open,
            onOpenChange: (open) => setDialog((current) => ({ ...current, open })),
            interview: dialog.interview,
            onSaved: () => {
              toast.success(dialog.interview ? 'Interview saved' : 'Interview added');
              setDialog((current) => ({ ...current, open: false }));
            },
          }}
        />
      </section>
    </Card>
  );
}

// What is to come, and below it what is over, the last first.
function nextFirst(interviews: readonly Interview[], now: string): Interview[] {
  const over = interviews.filter(({ endsAt }) => endsAt <= now);
  return [...interviews.filter(({ endsAt }) => endsAt > now), ...over.toReversed()];
}

type InterviewItemProps = { interview: Interview; isOver: boolean; actions: ReactNode };

function InterviewItem({ interview, isOver, actions }: InterviewItemProps) {
  const { kind, startsAt, endsAt, location, notes } = interview;
  const { label, icon: Icon } = interviewLook[kind];
  const link = webLink(location);
  return (
    <li className="flex items-start gap-3">
      <span
        className={cn(
          'flex size-8 shrink-0 items-center justify-center rounded-md border',
          isOver ? 'bg-muted text-subtle-foreground' : 'border-transparent bg-primary-subtle text-primary',
        )}
      >
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className={cn('grid min-w-0 flex-1 gap-1 text-sm', isOver && 'text-muted-foreground')}>
        <div>
          <p className="font-medium">{label}</p>
          <p className="text-13">
            <OwnMoment at={startsAt} until={endsAt} />
            {isOver ? ' (over)' : ''}
          </p>
        </div>
        {link ? (
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            className="w-fit rounded-sm text-13 text-primary underline-offset-4 [overflow-wrap:anywhere] hover:underline"
          >
            {webLinkWords(link)}
          </a>
        ) : location ? (
          <p className="text-13 text-muted-foreground [overflow-wrap:anywhere]">{location}</p>
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
