export { addSampleJobs } from './add-samples';
export { removeSampleJobs } from './remove-samples';
export { endWelcome, type Welcome, welcomeOf } from './welcome';
