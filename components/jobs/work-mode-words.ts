import type { WorkMode } from '@/lib/jobs/schema';

/** How each work mode is named. */
export const workModeWords: Record<WorkMode, string> = {
  remote: 'Remote',
  hybrid: 'Hybrid',
  onsite: 'On site',
};
