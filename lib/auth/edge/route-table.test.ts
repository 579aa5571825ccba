import { describe, expect, it } from 'vitest';
import { endpoints } from '@/lib/openapi';
import { featureFor, type PlanRoute, planRoutes } from './route-table';

const routes: readonly PlanRoute[] = [
  { method: 'GET', path: '/api/jobs/export', feature: 'export_csv' },
  { method: 'POST', path: '/api/insights/{id}/refresh', feature: 'ai_insights' },
];

describe('the route table', () => {
  it('names only routes that exist', () => {
    const known = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect(
      planRoutes.map(({ method, path }) => `${method} ${path}`).filter((route) => !known.includes(route)),
    ).toEqual([]);
  });

  it.each([
    ['GET', '/api/jobs/export', 'export_csv'],
    ['HEAD', '/api/jobs/export', 'export_csv'],
    ['GET', '/api/jobs/export/', 'export_csv'],
    ['POST', '/api/jobs/export', null],
    ['GET', '/api/jobs/export/more', null],
    ['GET', '/api/jobs', null],
    ['POST', '/api/insights/1/refresh', 'ai_insights'],
    ['POST', '/api/insights//refresh', null],
    ['POST', '/api/insights/1/2/refresh', null],
  ])('%s %s needs %s', (method, path, feature) => {
    expect(featureFor(method, path, routes)).toBe(feature);
  });
});
