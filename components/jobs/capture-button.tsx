'use client';

import { WandSparkles } from 'lucide-react';
import Link from 'next/link';
import { type MouseEvent, useState } from 'react';
import { type JobDraft, jobDraftSchema } from '@/lib/jobs/capture/schema';
import { Button } from '../ui/button';
import { type CaptureRefusal, captureRefusal } from './capture-refusal';
import { fillIn } from './fill-in';

type Outcome = { filled: readonly string[] } | CaptureRefusal;

/**
 * Reads the posting behind the link of the form that it stands in, and fills in what is still empty there. What it
 * could not read it says, and changes nothing.
 */
export function CaptureButton() {
  const [reading, setReading] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const read = async ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) => {
    const link = form?.elements.namedItem('url');
    if (!form || !(link instanceof HTMLInputElement)) return;
    if (link.value.trim() === '') {
      setOutcome({ words: 'Paste the link first.' });
      link.focus();
      return;
    }
    setReading(true);
    setOutcome(null);
    const answer = await draftOf(withScheme(link.value.trim()));
    setReading(false);
    setOutcome('words' in answer ? answer : { filled: fillIn(form, answer) });
  };

  return (
    <div className="-mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-2 sm:col-span-2">
      <Button variant="secondary" size="sm" loading={reading} onClick={read}>
        <WandSparkles aria-hidden="true" />
        Fill in from the link
      </Button>
      <p role="status" className="min-w-0 flex-[1_1_12rem] text-13 text-muted-foreground">
        {outcome ? <Said outcome={outcome} /> : null}
      </p>
    </div>
  );
}

function Said({ outcome }: { outcome: Outcome }) {
  if ('filled' in outcome) {
    return outcome.filled.length > 0
      ? `Filled in: ${outcome.filled.join(', ').toLowerCase()}. Look it over before you save.`
      : 'There was nothing left to fill in.';
  }
  return (
    <>
      {outcome.words}
      {outcome.leadsTo ? (
        <>
          {' '}
          <Link href={outcome.leadsTo} className="font-medium text-primary underline underline-offset-2">
            See plans
          </Link>
        </>
      ) : null}
    </>
  );
}

async function draftOf(url: string): Promise<JobDraft | CaptureRefusal> {
  try {
    const answer = await fetch('/api/jobs/capture', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    const body: unknown = await answer.json();
    return answer.ok ? jobDraftSchema.parse(body) : captureRefusal(body);
  } catch {
    return captureRefusal(undefined);
  }
}

function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
}
