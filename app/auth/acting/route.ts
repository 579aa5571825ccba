import { NextResponse } from 'next/server';
import { settleActing } from '@/lib/auth';
import { withRequest } from '@/lib/auth/server';
import { env } from '@/lib/env';
import { problemFrom, problemResponse, safeNextPath } from '@/lib/http';

/**
 * Where a browser is led whose pages and whose cookies do not agree on whether an admin acts as somebody: back to where it
 * came from, or, when that is over, to where that is told. It only takes away what is good for nothing, so that it is of
 * no use to another site.
 */
export function GET(request: Request): Promise<Response> {
  return withRequest(async () => {
    try {
      const { writes, endedFor } = await settleActing(request.headers);
      const next = safeNextPath(new URL(request.url).searchParams.get('next'));
      const path = endedFor === null ? next : `/admin/acting?user=${encodeURIComponent(endedFor)}`;
      const response = NextResponse.redirect(new URL(path, env().APP_URL), 303);
      for (const { name, value, options } of writes) response.cookies.set(name, value, options);
      return response;
    } catch (error) {
      return problemResponse(problemFrom(error));
    }
  });
}
