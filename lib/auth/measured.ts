import type { Endpoint } from '@/lib/http';
import { apiRequestDuration, apiRequests, traced } from '@/lib/observability';

/** Counts and times what answers an endpoint's requests, under the endpoint's own path and never that of a request. */
export function measured(
  { method, path }: Pick<Endpoint, 'method'> & { path: Endpoint['path'] | 'unmatched' },
  work: () => Promise<Response>,
): () => Promise<Response> {
  return async () => {
    const labels = { method, route: path };
    const endTimer = apiRequestDuration.startTimer(labels);
    const response = await traced(
      `${method} ${path}`,
      { 'http.request.method': method, 'http.route': path },
      work,
    );
    endTimer();
    apiRequests.inc({ ...labels, status: response.status });
    return response;
  };
}
