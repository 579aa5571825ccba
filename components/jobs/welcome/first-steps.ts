import type { Welcome } from '@/lib/jobs/welcome';

/** One of the first steps: what it is, what it gives, and whether it is done. */
export type FirstStep = { id: 'save' | 'extension' | 'move'; title: string; text: string; isDone: boolean };

/** The three first steps of somebody, as far as they have come. */
export function firstSteps({ hasJobs, hasExtension, hasMoved }: Welcome): readonly FirstStep[] {
  return [
    {
      id: 'save',
      title: 'Save a job',
      text: 'Add a job with its link, and most of it is filled in from there.',
      isDone: hasJobs,
    },
    {
      id: 'extension',
      title: 'Save from any page',
      text: 'With the Chrome extension, one click saves the posting that you are looking at.',
      isDone: hasExtension,
    },
    {
      id: 'move',
      title: 'Move it along',
      text: 'When you apply, change its status. The job keeps its history from then on.',
      isDone: hasMoved,
    },
  ];
}
