'use client';

import { useEffect, useState } from 'react';
import { z } from 'zod';
import { jobStatusSchema } from '@/lib/jobs/schema';

/** The part of the API's answer that is shown. */
const foundJobsSchema = z.object({
  jobs: z.array(z.object({ id: z.uuid(), title: z.string(), company: z.string(), status: jobStatusSchema })),
});

/** A job that can be chosen. */
export type FoundJob = z.infer<typeof foundJobsSchema>['jobs'][number];

/** How long typing must rest before jobs are searched for, in milliseconds. */
const REST_MS = 200;

/** What was found for a text; `of` is that text, so that nothing is shown for another. */
type Found = { of: string; jobs: FoundJob[]; failed: boolean };

/**
 * The jobs that fit a text while somebody types; without one, those in progress that were changed last. What comes too late,
 * for a text that has changed since, is not shown.
 */
export function useFoundJobs(text: string): { jobs: FoundJob[]; searching: boolean; failed: boolean } {
  const wanted = text.trim();
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    const stopping = new AbortController();
    const timer = setTimeout(
      async () => {
        try {
          const jobs = await search(wanted, stopping.signal);
          setFound({ of: wanted, jobs, failed: false });
        } catch {
          if (!stopping.signal.aborted) setFound({ of: wanted, jobs: [], failed: true });
        }
      },
      wanted === '' ? 0 : REST_MS,
    );
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [wanted]);

  if (found?.of !== wanted) return { jobs: [], searching: true, failed: false };
  return { jobs: found.jobs, searching: false, failed: found.failed };
}

async function search(text: string, signal: AbortSignal): Promise<FoundJob[]> {
  const query = new URLSearchParams({ limit: '20' });
  if (text === '') {
    query.set('sort', 'updated');
    for (const status of ['saved', 'applied', 'interviewing', 'offer']) query.append('status', status);
  } else {
    query.set('q', text);
    query.set('mode', 'words');
    query.set('sort', 'relevance');
  }
  const answer = await fetch(`/api/jobs?${query}`, { signal });
  if (!answer.ok) throw new Error(`The search was answered ${answer.status}.`);
  return foundJobsSchema.parse(await answer.json()).jobs;
}
