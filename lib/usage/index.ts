export { consumeUsage, returnUsage } from './consume-usage';
export { type Quota, quotaSchema, quotasOf, usageOf } from './quotas-of';
