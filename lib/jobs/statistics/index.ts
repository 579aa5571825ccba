export { readStatistics } from './read-statistics';
