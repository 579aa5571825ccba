import type { Feature } from '@/lib/plans';

/** A route that needs a feature. `path` as in the endpoint's definition: `/api/jobs/{id}`. */
export type PlanRoute = { method: string; path: `/api/${string}`; feature: Feature };

/**
 * The routes that a plan must include, for the edge, which refuses early, and for `serve`, which asks `entitlements` and is what
 * counts. All else that the API answers today is in every plan, or limited by a quota, which only the database can decide. The CSV
 * of one's own usage is no `export_csv`: what was used, and is perhaps billed, is not for sale.
 */
export const planRoutes: readonly PlanRoute[] = [
  { method: 'GET', path: '/api/audit-log', feature: 'audit_log' },
  { method: 'GET', path: '/api/audit-log/{id}', feature: 'audit_log' },
  { method: 'GET', path: '/api/audit-log/export', feature: 'audit_log' },
  { method: 'GET', path: '/api/jobs/export', feature: 'export_csv' },
  { method: 'POST', path: '/api/reminders', feature: 'reminders' },
  { method: 'POST', path: '/api/jobs/bulk-import', feature: 'bulk_import' },
  { method: 'POST', path: '/api/jobs/bulk-import/preview', feature: 'bulk_import' },
];

/** The feature that a request needs, if any. An older address of a route is decided by its handler alone. */
export function featureFor(
  method: string,
  pathname: string,
  routes: readonly PlanRoute[] = planRoutes,
): Feature | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  return routes.find((route) => route.method === asked && matches(route.path, pathname))?.feature ?? null;
}

function matches(path: string, pathname: string): boolean {
  const wanted = path.split('/');
  // As Next reads it: with or without a slash at the end.
  const given = pathname.replace(/(?<=.)\/+$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (isParameter(part) ? given[index] !== '' : part === given[index]))
  );
}

function isParameter(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}
