import { createServer, type ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { problemFrom, problems } from '@/lib/http';
import { logger, metrics } from '@/lib/observability';
import { requireSecret } from '@/lib/operations';

/** Ends the server. */
export type MetricsServer = { stop: () => Promise<void> };

/**
 * Answers `GET /metrics` with what this worker has counted, at `WORKER_METRICS_HOST` and `WORKER_METRICS_PORT`, to
 * whoever sends `METRICS_TOKEN`. Without a port, nothing is opened.
 * @throws Error when the port is taken
 */
export async function serveMetrics(): Promise<MetricsServer> {
  const { METRICS_TOKEN, WORKER_METRICS_HOST, WORKER_METRICS_PORT } = env();
  if (WORKER_METRICS_PORT === undefined) return { stop: async () => {} };
  const server = createServer(async (request, response) => {
    try {
      if (request.method !== 'GET' || request.url !== '/metrics') throw problems.notFound();
      requireSecret(request.headers.authorization, METRICS_TOKEN);
      answer(response, 200, metrics.contentType, await metrics.metrics());
    } catch (error) {
      const problem = problemFrom(error);
      answer(response, problem.status, 'application/problem+json', JSON.stringify(problem));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(WORKER_METRICS_PORT, WORKER_METRICS_HOST, resolve);
  });
  logger.info({ host: WORKER_METRICS_HOST, port: WORKER_METRICS_PORT }, 'metrics are served');
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
