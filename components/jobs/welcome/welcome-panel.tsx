'use client';

import { Check } from 'lucide-react';
import { type ReactNode, useTransition } from 'react';
import { addSamplesAction, endWelcomeAction, removeSamplesAction } from '@/app/(app)/jobs/welcome-actions';
import type { ActionResult } from '@/lib/http';
import type { Welcome } from '@/lib/jobs/welcome';
import { callAction } from '../../calls/call-action';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { cn } from '../../ui/cn';
import { toast } from '../../ui/toast';
import { type FirstStep, firstSteps } from './first-steps';

/** What somebody does first, until they have or skip it; and a way to be rid of the sample jobs as long as there are any. */
export function WelcomePanel({ welcome }: { welcome: Welcome }) {
  return welcome.isOffered ? <FirstSteps welcome={welcome} /> : <SamplesLine />;
}

function FirstSteps({ welcome }: { welcome: Welcome }) {
  const [isEnding, end] = useAction(endWelcomeAction);
  const steps = firstSteps(welcome);
  const done = steps.filter(({ isDone }) => isDone).length;
  const isAllDone = done === steps.length;
  return (
    <section aria-labelledby="first-steps" className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 pt-4">
        <h2 id="first-steps" className="flex items-baseline gap-2.5 font-semibold text-sm">
          {isAllDone ? 'You know your way around' : 'First steps'}
          <span className="tabular font-normal text-13 text-muted-foreground">
            {done} of {steps.length}
          </span>
        </h2>
        <Button variant="ghost" size="sm" className="-mr-3" disabled={isEnding} onClick={end}>
          {isAllDone ? 'Done' : 'Skip'}
        </Button>
      </div>
      <ol className="grid gap-x-8 gap-y-5 px-5 pt-3 pb-5 md:grid-cols-3">
        {steps.map((step, index) => (
          <Step key={step.id} step={step} number={index + 1}>
            {step.id === 'save' ? <Samples hasSamples={welcome.hasSamples} isDone={step.isDone} /> : null}
            {step.id === 'extension' && !step.isDone ? (
              <ButtonLink href="/help#extension" variant="secondary" size="sm">
                How to get it
              </ButtonLink>
            ) : null}
          </Step>
        ))}
      </ol>
    </section>
  );
}

type StepProps = { step: FirstStep; number: number; children?: ReactNode };

function Step({ step: { title, text, isDone }, number, children }: StepProps) {
  return (
    <li className="flex items-start gap-3">
      <span
        aria-hidden="true"
        className={cn(
          'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border text-xs',
          isDone ? 'border-transparent bg-primary text-primary-foreground' : 'text-muted-foreground',
        )}
      >
        {isDone ? <Check className="size-3" /> : number}
      </span>
      <div className="grid min-w-0 justify-items-start gap-1">
        <h3 className={cn('font-medium text-sm', isDone && 'text-muted-foreground')}>
          {title}
          {isDone ? <span className="sr-only"> (done)</span> : null}
        </h3>
        <p className="text-13 text-muted-foreground">{text}</p>
        <div className="mt-1 empty:hidden">{children}</div>
      </div>
    </li>
  );
}

function Samples({ hasSamples, isDone }: { hasSamples: boolean; isDone: boolean }) {
  const [isAdding, add] = useAction(addSamplesAction);
  if (hasSamples) return <RemoveSamples />;
  if (isDone) return null;
  return (
    <Button variant="secondary" size="sm" disabled={isAdding} onClick={add}>
      {isAdding ? 'Adding…' : 'Look around with samples'}
    </Button>
  );
}

function SamplesLine() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border bg-subtle px-5 py-2.5">
      <p className="text-13 text-muted-foreground">
        Some of these jobs are samples. They count against your limit.
      </p>
      <RemoveSamples />
    </div>
  );
}

function RemoveSamples() {
  const [isRemoving, remove] = useAction(removeSamplesAction);
  return (
    <Button variant="secondary" size="sm" disabled={isRemoving} onClick={remove}>
      {isRemoving ? 'Removing…' : 'Remove the samples'}
    </Button>
  );
}

/** An action as a button calls it: what is refused is said, and nothing is done twice meanwhile. */
function useAction<T>(action: () => Promise<ActionResult<T>>): [boolean, () => void] {
  const [isBusy, start] = useTransition();
  const call = () =>
    start(async () => {
      const result = await callAction(action);
      if (!result.ok) toast.error(result.problem.title, { description: result.problem.detail });
    });
  return [isBusy, call];
}
