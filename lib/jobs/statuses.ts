/** Where an application stands, in the order of a job search; `archived` is out of sight and keeps its place. */
export const jobStatuses = ['saved', 'applied', 'interviewing', 'offer', 'rejected', 'archived'] as const;
/** See {@link jobStatuses}. */
export type JobStatus = (typeof jobStatuses)[number];

/** Where the work is done. */
export const workModes = ['remote', 'hybrid', 'onsite'] as const;
/** See {@link workModes}. */
export type WorkMode = (typeof workModes)[number];

/** What a salary is paid for. */
export const salaryIntervals = ['year', 'month', 'week', 'day', 'hour'] as const;
/** See {@link salaryIntervals}. */
export type SalaryInterval = (typeof salaryIntervals)[number];
