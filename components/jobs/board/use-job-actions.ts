import { useEffect, useMemo, useRef } from 'react';
import type { JobActions } from './job-menu';

/**
 * The actions of jobs as functions that stay the same, so that a card is drawn anew only when its job is another; none for who
 * may not change jobs.
 */
export function useJobActions(mayEdit: boolean, actions: Required<JobActions>): JobActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () =>
      mayEdit
        ? {
            onEdit: (job) => latest.current.onEdit(job),
            onMove: (job, status) => latest.current.onMove(job, status),
            onDelete: (job) => latest.current.onDelete(job),
          }
        : {},
    [mayEdit],
  );
}
