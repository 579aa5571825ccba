'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { dismissDuplicateAction, mergeJobsAction } from '@/app/(app)/jobs/duplicates/actions';
import type { MergeField } from '@/lib/jobs/duplicates';
import { callAction } from '../../calls/call-action';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, CardBody, CardFooter } from '../../ui/card';
import { toast } from '../../ui/toast';
import { SavedOn } from '../saved-on';
import { StatusLabel } from '../status-label';
import type { Difference, PairView } from './pair-view';

type PairCardProps = { pair: PairView; mayEdit: boolean; onDone: () => void };

/** Two jobs side by side, with what to keep of either, until they are one or said to be two. */
export function PairCard({ pair, mayEdit, onDone }: PairCardProps) {
  const { sides, by, differences, added } = pair;
  const [kept, other] = sides;
  const [chosen, choose] = useState<Partial<Record<MergeField, 0 | 1>>>({});
  const [asking, setAsking] = useState(false);
  const [working, startWork] = useTransition();
  const subject = `${kept.title} at ${kept.company}`;
  const sideOf = ({ field, usual }: Difference) => chosen[field] ?? usual;

  const merge = () =>
    startWork(async () => {
      const take = differences.filter((each) => sideOf(each) === 1).map(({ field }) => field);
      const outcome = await callAction(() => mergeJobsAction(kept.id, { otherId: other.id, take }));
      setAsking(false);
      if (!outcome.ok) {
        toast.error('The jobs were not merged', { description: outcome.problem.detail });
        return;
      }
      toast.success('Merged into one job');
      onDone();
    });

  const dismiss = () =>
    startWork(async () => {
      const outcome = await callAction(() => dismissDuplicateAction(kept.id, other.id));
      if (!outcome.ok) {
        toast.error('That was not kept', { description: outcome.problem.detail });
        return;
      }
      toast.success('They stay two jobs', { description: 'You will not be asked about them again.' });
      onDone();
    });

  return (
    <Card role="group" aria-label={`Possible duplicate: ${subject}`} className="min-w-0">
      <CardBody className="grid grid-cols-1 gap-5">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 sm:gap-6">
          <SideHead side={kept} place="Saved first" />
          <SideHead side={other} place="Saved again" />
        </div>
        {differences.length > 0 ? (
          <div className="grid grid-cols-1 gap-4">
            {differences.map((each) => (
              <Choice
                key={each.field}
                difference={each}
                name={`${kept.id} ${other.id} ${each.field}`}
                side={sideOf(each)}
                disabled={!mayEdit}
                onChoose={(side) => choose((before) => ({ ...before, [each.field]: side }))}
              />
            ))}
          </div>
        ) : null}
        {added.length > 0 ? (
          <dl className="grid grid-cols-1 gap-1.5 text-13">
            {added.map(({ label, value }) => (
              <div key={label} className="flex min-w-0 gap-2">
                <dt className="shrink-0 text-muted-foreground">{label} from the second:</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </CardBody>
      <CardFooter>
        <span>{by === 'url' ? 'Both have the same link.' : 'Same company, title and place.'}</span>
        {mayEdit ? (
          <span className="flex flex-wrap gap-2">
            <Button variant="secondary" size="sm" disabled={working} onClick={dismiss}>
              Not the same
            </Button>
            <Button size="sm" disabled={working} onClick={() => setAsking(true)}>
              Merge
            </Button>
          </span>
        ) : null}
      </CardFooter>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Merge these two jobs?"
        description="One job stays, with what you chose, and with the notes, contacts, interviews, reminders and history of both. The other one is gone and its place is free. This cannot be undone."
        confirmLabel="Merge"
        tone="primary"
        loading={working}
        onConfirm={merge}
      />
    </Card>
  );
}

function SideHead({ side, place }: { side: PairView['sides'][number]; place: string }) {
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted-foreground">
        <Badge>{place}</Badge>
        <SavedOn at={side.createdAt} />
      </p>
      <Link
        href={`/jobs/${side.id}`}
        prefetch={false}
        className="group inline-flex min-w-0 items-center gap-1 font-medium hover:underline"
      >
        <span className="min-w-0 break-words">{side.title}</span>
        <ArrowRight
          aria-hidden="true"
          className="size-3.5 shrink-0 text-subtle-foreground transition-transform group-hover:translate-x-0.5"
        />
      </Link>
      <p className="min-w-0 break-words text-muted-foreground text-sm">{side.company}</p>
      <StatusLabel status={side.status} className="text-13" />
    </div>
  );
}

type ChoiceProps = {
  difference: Difference;
  name: string;
  side: 0 | 1;
  disabled: boolean;
  onChoose: (side: 0 | 1) => void;
};

function Choice({ difference: { label, values }, name, side, disabled, onChoose }: ChoiceProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-1.5" disabled={disabled}>
      <legend className="mb-1.5 text-13 text-muted-foreground">{label}</legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2 sm:gap-6">
        {([0, 1] as const).map((each) => (
          <label
            key={each}
            className="flex min-w-0 cursor-pointer items-start gap-3 rounded-md border bg-surface px-3 py-2 text-sm transition-colors hover:bg-subtle has-checked:border-primary has-checked:bg-primary-subtle has-disabled:cursor-default"
          >
            <input
              type="radio"
              name={name}
              checked={side === each}
              onChange={() => onChoose(each)}
              className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface transition-[border-width,border-color] checked:border-[5px] checked:border-primary"
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">{values[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
