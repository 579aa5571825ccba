import { problemFrom, problemResponse, problems } from '@/lib/http';
import { requestIdFrom, withRequestId } from '@/lib/observability';
import { measured } from './measured';
import type { RouteHandler } from './serve';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/**
 * Handlers that answer 405 as a problem, for the methods that a route does not have; Next alone would answer
 * without a body: `export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST')`.
 */
export function methodsNotAllowed<Allowed extends Method>(
  ...allowed: Allowed[]
): Record<Exclude<Method, Allowed>, RouteHandler> {
  return answering(allowed, () => {
    const response = problemResponse(problemFrom(problems.methodNotAllowed()));
    response.headers.set('allow', allowed.join(', '));
    return response;
  });
}

/** Handlers of all methods for addresses that do not exist. */
export function nothingHere(): Record<Method, RouteHandler> {
  return answering([], () => problemResponse(problemFrom(problems.notFound('There is no such address.'))));
}

function answering<Allowed extends Method>(
  allowed: Allowed[],
  answer: () => Response,
): Record<Exclude<Method, Allowed>, RouteHandler> {
  const handler: RouteHandler = (request) =>
    withRequestId(
      requestIdFrom(request.headers),
      measured({ method: methodOf(request), path: 'unmatched' }, async () => answer()),
    );
  const refused = methods.filter((method): method is Method => !allowed.some((given) => given === method));
  return Object.fromEntries(refused.map((method) => [method, handler])) as Record<
    Exclude<Method, Allowed>,
    RouteHandler
  >;
}

// What Next hands to these handlers; `HEAD` comes as what answers `GET`.
function methodOf({ method }: Request): Method {
  return methods.find((each) => each === method) ?? 'GET';
}
