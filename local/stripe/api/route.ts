import type { z } from 'zod';
import type { Context } from '../core/context';
import type { FormGroup } from './form';
import { readParams } from './read-params';

export type Method = 'GET' | 'POST' | 'DELETE';

/** A route of the API, ready to be matched and run. */
export type Route = {
  method: Method;
  /** e.g. `/v1/customers/:id` */
  path: string;
  /** The SDK's type of the parameters, e.g. `CustomerCreateParams`; undefined when it takes none but `expand`. */
  paramsType: string | undefined;
  /** Checks parameters and says how to go on. @throws StripeError */
  prepare(given: FormGroup): PreparedCall;
};

/** A request whose parameters fit its route. `ids` are the values of the path's `:names`, in order. */
export type PreparedCall = {
  params: unknown;
  run(context: Context, ids: string[]): Record<string, unknown>;
};

/** Declares a route. */
export function route<Params>(declared: {
  method: Method;
  path: string;
  params: z.ZodType<Params>;
  paramsType?: string;
  handle(context: Context, params: Params, ids: [string, string]): Record<string, unknown>;
}): Route {
  return {
    method: declared.method,
    path: declared.path,
    paramsType: declared.paramsType,
    prepare: (given) => {
      const params = readParams(declared.params, given);
      return {
        params,
        run: (context, ids) => declared.handle(context, params, [ids[0] ?? '', ids[1] ?? '']),
      };
    },
  };
}

/** Finds the route of a request; a fixed path wins over one with a `:name`. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; ids: string[] } | undefined {
  const matches = routes.flatMap((candidate) => {
    const ids = candidate.method === method ? matchPath(candidate.path, path) : undefined;
    return ids === undefined ? [] : [{ route: candidate, ids }];
  });
  return matches.toSorted((a, b) => a.ids.length - b.ids.length)[0];
}

function matchPath(pattern: string, path: string): string[] | undefined {
  const expected = pattern.split('/');
  const parts = path.split('/');
  if (expected.length !== parts.length) return undefined;
  const ids: string[] = [];
  for (const [index, part] of expected.entries()) {
    const given = parts[index] ?? '';
    if (part.startsWith(':') && given !== '') ids.push(decoded(given));
    else if (part !== given) return undefined;
  }
  return ids;
}

// A broken escape names nothing; it must not become a fault of the server.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
