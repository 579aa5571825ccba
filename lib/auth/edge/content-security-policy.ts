import { env } from '@/lib/env';
import { areaOf } from './area';

/** The header of that name: on an answer the policy itself, on a request how Next learns the nonce. */
export const CONTENT_SECURITY_POLICY = 'content-security-policy';

/**
 * Gives a request to a page the policy that its answer will carry, under a nonce of its own: Next puts the nonce on
 * each script that it writes, and whatever was injected has none. What the caller claimed is dropped in any case.
 * @returns the policy; null for what is no page and runs nothing, which keeps the one of next.config.mjs
 */
export function contentSecurityOf(headers: Headers, pathname: string): string | null {
  headers.delete(CONTENT_SECURITY_POLICY);
  headers.delete(`${CONTENT_SECURITY_POLICY}-report-only`);
  const area = areaOf(pathname);
  if (area === 'api' || area === 'open-api') return null;
  const { APP_URL, SUPABASE_URL, EXTENSION_IDS, FOOTHOLD_STACK, NODE_ENV } = env();
  const policy = contentSecurityPolicy({
    nonce: newNonce(),
    isEncrypted: APP_URL.startsWith('https:'),
    isDevelopment: NODE_ENV === 'development',
    formTargets: [
      ...stripePages,
      ...googlePages,
      ...EXTENSION_IDS.map((id) => `https://${id}.chromiumapp.org`),
      new URL(SUPABASE_URL).origin,
      // What stands in for them on this machine.
      ...(FOOTHOLD_STACK === 'local' ? ['http://localhost:*', 'http://127.0.0.1:*'] : []),
    ],
  });
  headers.set(CONTENT_SECURITY_POLICY, policy);
  return policy;
}

/** The nonce within a policy, for what a page writes by itself. */
export function nonceIn(policy: string | null): string | undefined {
  return /'nonce-([\w+/=-]+)'/.exec(policy ?? '')?.[1];
}

type PolicyOptions = {
  /** 128 bits that nobody can guess, new for every answer. */
  nonce: string;
  /** Whether the site is at an `https:` address. */
  isEncrypted: boolean;
  isDevelopment: boolean;
  /** Where a form of ours may lead, by itself or by the redirect that answers it. */
  formTargets: readonly string[];
};

/** Pure part of {@link contentSecurityOf}: nothing runs, loads, frames or is posted but what is named here. */
export function contentSecurityPolicy({
  nonce,
  isEncrypted,
  isDevelopment,
  formTargets,
}: PolicyOptions): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    // `strict-dynamic`: what Next's own scripts load comes along. Fast refresh evaluates text, in development alone.
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    // For browsers that know neither of the next two.
    'style-src': ["'self'", "'unsafe-inline'"],
    // Sonner inserts its sheet without a nonce and empty at first, hence the two hashes; the tools of development do
    // so with sheets that change.
    'style-src-elem': isDevelopment
      ? ["'self'", "'unsafe-inline'"]
      : ["'self'", `'nonce-${nonce}'`, ...sonnerSheets],
    // The width of a bar and the place of a menu are `style` attributes, which take neither nonce nor hash.
    'style-src-attr': ["'unsafe-inline'"],
    // `data:` for the code that an authenticator app scans.
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(isDevelopment ? ['ws:'] : [])],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'media-src': ["'none'"],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'", ...new Set(formTargets)],
    'frame-ancestors': ["'none'"],
    ...(isEncrypted ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

// Without JavaScript a form is answered with a redirect, and browsers hold that to `form-action` as well.
const stripePages = [
  'https://checkout.stripe.com',
  'https://billing.stripe.com',
  'https://invoice.stripe.com',
];
const googlePages = ['https://accounts.google.com'];

/** SHA-256 of nothing, and of the style sheet within the installed version of sonner; a test holds it to that. */
export const sonnerSheets = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
