/** Aborted when the person wants everything to stop; no step begins after that. */
export const stopping: AbortController;

/** Runs one named step and shows how long it took, counting while it runs on a terminal. Errors of `work` pass through. */
export function step<T>(name: string, work: () => Promise<T>): Promise<T>;
