/** Headers that every answer carries. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // For what is no page: nothing runs there. Pages get their own from the middleware in its place, and a page that came
  // around the middleware runs nothing either.
  {
    key: 'Content-Security-Policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
  // Browsers take it from an encrypted answer alone, so that a local start is not affected.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'Permissions-Policy',
    value: [
      'camera',
      'geolocation',
      'microphone',
      'payment',
      'usb',
      'serial',
      'hid',
      'midi',
      'browsing-topics',
    ]
      .map((feature) => `${feature}=()`)
      .join(', '),
  },
  // No window of another site holds one of ours, and none embeds what we serve. Whoever calls the API from an address
  // that may does so by CORS, which these two leave alone.
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
];

/** Addresses of the API before this one; each answers as its successor does, and its handler decides who may. */
const olderPaths = {
  '/v1/auth/me': '/api/auth/me',
  '/v1/admin/:path*': '/api/admin/:path*',
  '/v1/subscription/me': '/api/billing/subscription',
  '/v1/subscription/usage': '/api/billing/usage',
  '/v1/subscription/plans': '/api/billing/plans',
  '/api/subscriptions/current': '/api/billing/subscription',
  '/api/subscriptions/create-checkout-session': '/api/billing/checkout',
  '/api/subscriptions/create-portal-session': '/api/billing/portal',
  '/api/webhook/stripe': '/api/billing/webhooks/stripe',
  '/api/export': '/api/jobs/export',
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Types are checked by `npm test`, once, with the project's own compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'linkedom',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@opentelemetry/api',
    '@opentelemetry/sdk-trace',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/resources',
  ],
  experimental: {
    // The largest form is a saved job with its description.
    serverActions: { bodySizeLimit: '768kb' },
    // Above the largest body of the API: of what is longer, Next would pass on the beginning as if it were all.
    proxyClientMaxBodySize: '17mb',
  },
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
