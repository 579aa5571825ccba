import type { Standing } from './sliding-window';

/**
 * What an answer says of the limit that it was counted against: `RateLimit` and `RateLimit-Policy` as in
 * draft-ietf-httpapi-ratelimit-headers-10, and the older `X-RateLimit-*`, whose reset is in seconds since 1970.
 * @param policy name of the limit: letters, digits, `-`, `_`
 */
export function rateLimitHeaders(
  policy: string,
  { limit, windowMs, remaining, seconds }: Standing,
  now: number = Date.now(),
): Record<string, string> {
  return {
    'RateLimit-Policy': `"${policy}";q=${limit};w=${windowMs / 1000}`,
    RateLimit: `"${policy}";r=${remaining};t=${seconds}`,
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(now / 1000) + seconds),
  };
}
