export { asService } from './as-service';
export type { TenantContext } from './as-tenant';
export { asTenant } from './as-tenant';
export { callServiceFunction } from './call-service-function';
export { callTenantFunction } from './call-tenant-function';
export { disconnect, type Transaction } from './client';
export { isDatabaseUnavailable } from './errors';
export { Prisma } from './generated/client';
export * from './generated/enums';
