import { timingSafeEqual } from 'node:crypto';
import { StripeError } from './errors';

/**
 * Checks the secret key, sent as bearer token or as user name of basic authentication.
 * @throws StripeError 401
 */
export function authenticate(request: Request, secretKey: string): void {
  const given = givenKey(request.headers.get('authorization'));
  if (given === undefined) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  const [a, b] = [Buffer.from(given), Buffer.from(secretKey)];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw unauthorized(`Invalid API Key provided: ${given.slice(0, 8)}${'*'.repeat(8)}${given.slice(-4)}`);
}

function givenKey(header: string | null): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (value === '') return undefined;
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
}

function unauthorized(message: string): StripeError {
  return new StripeError(401, 'invalid_request_error', message);
}
