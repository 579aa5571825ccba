export { dismissDuplicate } from './dismiss-duplicate';
export { type DuplicatePair, listDuplicates } from './list-duplicates';
export { type MergeChoice, mergeJobs } from './merge-jobs';
export type { MergeField } from './merged-fields';
export {
  findSavedPosting,
  type PossibleDuplicate,
  possibleDuplicates,
} from './possible-duplicates';
