export { createInterview } from './create-interview';
export { deleteInterview } from './delete-interview';
export { getInterview, listInterviews } from './list-interviews';
export type { Interview, InterviewInput, InterviewKind } from './schema';
export { replaceInterview, updateInterview } from './update-interview';
