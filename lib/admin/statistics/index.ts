export { type PeriodDays, periods } from './periods';
export { readStatistics } from './read-statistics';
export { type RollUp, rollUp } from './roll-up';
export type { FigureSeries, Statistics } from './summarise';
export { statisticsTasks } from './tasks';
