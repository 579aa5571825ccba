/** An error in the words of Supabase Auth; `code` is one of its published error codes. */
export class AuthProblem extends Error {
  override readonly name = 'AuthProblem';
  readonly status: number;
  readonly code: string;
  readonly extra: Record<string, unknown>;
  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

const API_VERSION = '2024-01-01';

/**
 * The body that the caller understands: clients that name the API version get `{code, message}`, others the older
 * `{code: status, error_code, msg}`.
 */
export function problemResponse(problem: AuthProblem, request: Request): Response {
  const { status, code, message, extra } = problem;
  const dated = (request.headers.get('x-supabase-api-version') ?? '') >= API_VERSION;
  const body = dated
    ? { code, message, ...extra }
    : { code: status, error_code: code, msg: message, ...extra };
  const headers: Record<string, string> = dated
    ? { 'x-supabase-api-version': API_VERSION, 'x-sb-error-code': code }
    : { 'x-sb-error-code': code };
  return Response.json(body, { status, headers });
}
