/** Headers that every answer carries. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // What never has to change with a page: no frame around it, no plugin in it, no other base for its links.
  { key: 'Content-Security-Policy', value: "base-uri 'self'; frame-ancestors 'none'; object-src 'none'" },
  // Browsers take it from an encrypted answer alone, so that a local start is not affected.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

/** Addresses of the API before this one; each answers as its successor does, and its handler decides who may. */
const olderPaths = {
  '/v1/auth/me': '/api/auth/me',
  '/v1/subscription/me': '/api/billing/subscription',
  '/v1/subscription/usage': '/api/billing/usage',
  '/v1/subscription/plans': '/api/billing/plans',
  '/api/subscriptions/current': '/api/billing/subscription',
  '/api/subscriptions/create-checkout-session': '/api/billing/checkout',
  '/api/subscriptions/create-portal-session': '/api/billing/portal',
  '/api/webhook/stripe': '/api/billing/webhooks/stripe',
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Types are checked by `npm test`, once, with the project's own compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'prom-client', '@prisma/adapter-pg', '@prisma/client'],
  rewrites: async () => Object.entries(olderPaths).map(([source, destination]) => ({ source, destination })),
  // Supabase sends people to the front page when it does not know any more where they wanted to go.
  redirects: async () => [
    {
      source: '/',
      has: [{ type: 'query', key: 'error_code' }],
      destination: '/auth/callback',
      permanent: false,
    },
  ],
  headers: async () => [{ source: '/:path*', headers }],
};
