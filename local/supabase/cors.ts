/** What a browser needs to call another port: hosted Supabase answers any origin, since no cookie is involved. */
export function withCors(request: Request, response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('access-control-allow-origin', '*');
  headers.set(
    'access-control-expose-headers',
    'x-total-count, link, x-supabase-api-version, x-sb-error-code',
  );
  if (request.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
    headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '*');
    headers.set('access-control-max-age', '3600');
  }
  return new Response(response.body, { status: response.status, headers });
}
