export { exportFileName } from './export-file-name';
export { type ExportedJobs, jobsCsv } from './export-jobs';
