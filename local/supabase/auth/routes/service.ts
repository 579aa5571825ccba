import type { AuthCall } from '../context';

/** `GET /.well-known/jwks.json`: the public keys that access tokens are verified with. */
export async function jwks({ context }: AuthCall): Promise<Response> {
  return Response.json(context.keys.jwks, { headers: { 'cache-control': 'public, max-age=600' } });
}

/** `GET /health` */
export async function health({ context }: AuthCall): Promise<Response> {
  await context.pool.query('select 1');
  return Response.json({
    name: 'GoTrue',
    version: 'local',
    description: 'Local auth for development and tests',
  });
}

/** `GET /settings`: what a sign-in page may offer. */
export async function settings({ context }: AuthCall): Promise<Response> {
  return Response.json({
    external: {
      email: true,
      phone: false,
      google: context.options.google !== undefined,
      anonymous_users: false,
    },
    disable_signup: false,
    mailer_autoconfirm: false,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  });
}
