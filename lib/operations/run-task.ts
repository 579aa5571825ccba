import { problems } from '@/lib/http';
import { underLease } from '@/lib/resilience';
import { backgroundTasks } from './background-tasks';

/** Whether a task was run to its end, or was being run by another request already. */
export type TaskOutcome = 'done' | 'already_running';

/**
 * Runs one background task now, for hosts that have a scheduler and no worker. Requests for the same task run it once at
 * a time, whichever processes they reach; a worker beside them may run it too, which every task bears.
 * @throws ProblemError 404 for a name that is no task's; whatever the task throws
 */
export async function runTask(name: string): Promise<TaskOutcome> {
  const task = backgroundTasks.find((each) => each.name === name);
  if (!task) throw problems.notFound();
  const leased = await underLease(`task.${name}`, task.run);
  return leased.held ? 'done' : 'already_running';
}
