export {
  type BoardData,
  type BoardQuery,
  boardStatuses,
  boardVersion,
  columnsOf,
  type FilterChoices,
  type JobListName,
  jobLists,
  readBoard,
} from './board';
export * from './bulk';
export { captureFromUrl } from './capture/capture-from-url';
export { type JobDraft, jobDraftSchema } from './capture/schema';
export { createJob } from './create-job';
export { type ExportedJobs, exportFileName, jobsCsv } from './csv/export';
export { deleteJob } from './delete-job';
export { cleanDescription } from './description';
export { jobsEndpoints } from './endpoints';
export { getJob } from './get-job';
export { type JobFilter, type JobOrder, type JobSort, jobSorts, usualOrder } from './job-filter';
export { countJobs, type JobPage, listJobs } from './list-jobs';
export { reminderTasks } from './notifications/tasks';
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
export { readStatistics } from './statistics';
export { replaceJob, updateJob } from './update-job';
