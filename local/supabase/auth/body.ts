import { z } from 'zod';
import { BodyTooLarge, readBody } from '../../shared/http-server';
import { AuthProblem } from './problem';

/** Bytes an auth request may carry. */
const LIMIT = 1_048_576;

/**
 * The request's JSON, checked. An absent body counts as `{}`.
 * @throws AuthProblem 400 for what is no JSON or has the wrong shape, 413 past 1 MB
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await parse(request));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.');
  throw new AuthProblem(
    400,
    'validation_failed',
    path ? `${path}: ${issue?.message}` : 'Invalid request body',
  );
}

/** An address as it is stored: trimmed, lower case. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email('Unable to validate email address'));

/** Free-form metadata. */
export const metadataSchema = z.record(z.string(), z.unknown());

/** What a PKCE client adds to a request; both or neither. */
export const pkceFields = {
  code_challenge: z.string().nullish(),
  code_challenge_method: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['s256', 'plain']))
    .nullish(),
};

async function parse(request: Request): Promise<unknown> {
  const bytes = await readBody(request, LIMIT).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) {
      throw new AuthProblem(413, 'request_too_large', 'Request body is larger than 1 MB');
    }
    throw error;
  });
  if (bytes.byteLength === 0) return {};
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new AuthProblem(400, 'bad_json', 'Could not parse request body as JSON');
  }
}
