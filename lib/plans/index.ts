export { answeringPlan } from './answering-plan';
export { catalogue } from './catalogue';
export { formatMoney } from './format-money';
export { monthlyUnitAmount, monthsOf, savingPercent } from './interval-price';
export { lowestPlanWith } from './lowest-plan-with';
export { amountOf, formatAmount, limitWords, metricNames } from './metric-words';
export { nextPlanFor } from './next-plan';
export type {
  Catalogue,
  Feature,
  Metric,
  Plan,
  PlanId,
  PlanLimit,
  PlanPrice,
  PriceInterval,
  QuotaCap,
  QuotaPeriod,
} from './types';
export { features, intervals, metrics, planIds } from './types';
