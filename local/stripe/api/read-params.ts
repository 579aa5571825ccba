import type { z } from 'zod';
import { invalidRequest, missingParameter, type StripeError } from './errors';
import type { FormGroup } from './form';

/**
 * Checks decoded parameters against what a route takes.
 * @throws StripeError `parameter_unknown`, `parameter_missing` or a sentence on what is wrong with which parameter
 */
export function readParams<T>(schema: z.ZodType<T>, given: FormGroup): T {
  const result = schema.safeParse(given);
  if (result.success) {
    if (isTooMuchMetadata(given.metadata))
      throw invalidRequest('You can only set up to 50 metadata keys.', { param: 'metadata' });
    return result.data;
  }
  throw toStripeError(mostTelling(result.error.issues), given);
}

type Issue = z.core.$ZodIssue;

function isTooMuchMetadata(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 50;
}

// A value that fits none of several shapes: the shape that got deepest is what the caller meant.
function mostTelling(issues: readonly Issue[]): Issue | undefined {
  const issue = issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const candidates = issue.errors.map((branch) => mostTelling(branch)).filter((found) => found !== undefined);
  const best = candidates.toSorted((a, b) => weight(b) - weight(a))[0];
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] };
}

function weight(issue: Issue): number {
  return issue.path.length * 2 + (issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 0 : 1);
}

function toStripeError(issue: Issue | undefined, given: FormGroup): StripeError {
  if (issue === undefined) return invalidRequest('Invalid request.');
  if (issue.code === 'unrecognized_keys') {
    const param = paramName([...issue.path, issue.keys[0] ?? '']);
    return invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = paramName(issue.path);
  if (valueAt(given, issue.path) === undefined) return missingParameter(param);
  if (valueAt(given, issue.path) === '') {
    return invalidRequest(`You passed an empty string for '${param}'.`, {
      code: 'parameter_invalid_empty',
      param,
    });
  }
  const code = issue.message.includes('integer') ? 'parameter_invalid_integer' : undefined;
  return invalidRequest(`Invalid ${param}: ${issue.message}`, { ...(code && { code }), param });
}

/** `['items', 0, 'price']` as Stripe writes it: `items[0][price]`. */
function paramName(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String);
  return first + rest.map((part) => `[${part}]`).join('');
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(part))?.[1];
  }
  return value;
}
