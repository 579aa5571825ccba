import { createHmac } from 'node:crypto';

/**
 * The value of `Stripe-Signature`: HMAC-SHA256 over `<seconds>.<payload>` by the endpoint's secret.
 * @param seconds since 1970, by the machine's clock: receivers compare it with theirs
 */
export function signatureHeader(payload: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${payload}`, 'utf8').digest('hex');
  return `t=${seconds},v1=${digest}`;
}
