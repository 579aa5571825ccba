'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { jobStatusSchema } from '@/lib/jobs/schema';
import { Alert } from '../../ui/alert';
import { SavedOn } from '../saved-on';
import { statusLook } from '../status-look';
import { soughtIn } from './sought-posting';

const answerSchema = z.object({
  job: z
    .object({
      id: z.uuid(),
      title: z.string(),
      company: z.string(),
      status: jobStatusSchema,
      createdAt: z.iso.datetime(),
    })
    .nullable(),
});
type Found = NonNullable<z.infer<typeof answerSchema>['job']>;

/**
 * Says within the form that adds a job that the posting is saved already, while its link, or title and company, are
 * entered. Saving stays possible: the person knows better. What cannot be found out is not told.
 */
export function SavedAlready() {
  const place = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    let pause: ReturnType<typeof setTimeout> | undefined;
    let asking = new AbortController();
    let asked = '';
    const look = () => {
      const query = soughtIn(new FormData(form));
      if (query === asked) return;
      asked = query;
      asking.abort();
      clearTimeout(pause);
      if (query === '') {
        setFound(null);
        return;
      }
      asking = new AbortController();
      const { signal } = asking;
      pause = setTimeout(async () => {
        const job = await lookUp(query, signal);
        if (!signal.aborted) setFound(job);
      }, PAUSE_MS);
    };
    form.addEventListener('input', look);
    return () => {
      form.removeEventListener('input', look);
      asking.abort();
      clearTimeout(pause);
    };
  }, []);

  return (
    <div ref={place} aria-live="polite" className="empty:hidden sm:col-span-2">
      {found ? (
        <Alert
          tone="warning"
          action={
            <Link
              href={`/jobs/${found.id}`}
              className="font-medium text-primary underline underline-offset-2"
            >
              Open it
            </Link>
          }
        >
          You saved {found.title} at {found.company} on <SavedOn at={found.createdAt} />. It is in{' '}
          {statusLook[found.status].label}.
        </Alert>
      ) : null}
    </div>
  );
}

/** Nobody is asked about while somebody types. */
const PAUSE_MS = 400;

async function lookUp(query: string, signal: AbortSignal): Promise<Found | null> {
  try {
    const answer = await fetch(`/api/jobs/lookup?${query}`, { signal });
    return answer.ok ? answerSchema.parse(await answer.json()).job : null;
  } catch {
    return null;
  }
}
