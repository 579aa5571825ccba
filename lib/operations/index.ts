export type { BackgroundTask } from './background-task';
export { backgroundTasks } from './background-tasks';
export { metricsEndpoint, operationsEndpoints, runTaskEndpoint } from './endpoints';
export { requireSecret } from './require-secret';
export { runTask } from './run-task';
