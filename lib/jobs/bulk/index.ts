export { bulkJobs } from './bulk-jobs';
export {
  type BulkOutcome,
  type BulkSelection,
  bulkSelectionSchema,
  type DoneMove,
  doneMoveSchema,
} from './bulk-schema';
export { deleteJobs } from './delete-jobs';
export { type Moved, moveJobs, takeBackMove } from './move-jobs';
