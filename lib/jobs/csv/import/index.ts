export { cancelImport } from './cancel-import';
export { importJobs } from './import-jobs';
export { importProblemsCsv } from './import-problems';
export { previewImport } from './preview-import';
export { listImports, readImport } from './read-import';
export { rowsOf } from './rows-of';
export { importTasks } from './tasks';
