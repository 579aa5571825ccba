export type { BackgroundTask } from './background-task';
export { backgroundTasks } from './background-tasks';
export { collectBusinessMetrics } from './collect-business-metrics';
export { metricsEndpoint, operationsEndpoints, readyEndpoint, runTaskEndpoint } from './endpoints';
export { requireReady } from './health/require-ready';
export { requireSecret } from './require-secret';
export { runTask } from './run-task';
