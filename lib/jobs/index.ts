export { createJob } from './create-job';
export { deleteJob } from './delete-job';
export { cleanDescription } from './description';
export { jobsEndpoints } from './endpoints';
export { getJob } from './get-job';
export { countJobs, type JobFilter, type JobPage, listJobs } from './list-jobs';
export type {
  JobInput,
  JobPatch,
  JobStatus,
  JobSummary,
  Salary,
  SalaryInterval,
  SavedJob,
  WorkMode,
} from './schema';
export { jobInputSchema, jobPatchSchema, jobStatuses, savedJobSchema } from './schema';
export { replaceJob, updateJob } from './update-job';
