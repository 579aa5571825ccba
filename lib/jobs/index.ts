export { type BoardData, type BoardQuery, boardVersion, readBoard } from './board';
export { type FilterChoices, type JobListName, jobLists, shownStatuses } from './board-lists';
export * from './bulk';
export { captureFromUrl } from './capture/capture-from-url';
export { type JobDraft, jobDraftSchema } from './capture/schema';
export { createJob } from './create-job';
export { createJobAgain } from './create-job-again';
export { type ExportedJobs, exportFileName, jobsCsv } from './csv/export';
export {
  cancelImport,
  importJobs,
  importProblemsCsv,
  importTasks,
  listImports,
  previewImport,
  readImport,
  rowsOf,
} from './csv/import';
export { deleteJob } from './delete-job';
export { cleanDescription } from './description';
export { jobsEndpoints } from './endpoints';
export { getJob } from './get-job';
export { type JobFilter, type JobOrder, type JobSort, jobSorts, usualOrder } from './job-filter';
export { countJobs, type JobPage, listJobs } from './list-jobs';
export { reminderTasks } from './notifications/tasks';
export {
  changeView,
  deleteView,
  listViews,
  type SavedView,
  saveView,
  type ViewInput,
  type ViewPatch,
} from './saved-views';
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
