import { headers } from 'next/headers';
import { withRequestHeaders } from './with-request-headers';

/** {@link withRequestHeaders} for the work of a page or a server action. */
export async function withRequest<T>(work: () => Promise<T>): Promise<T> {
  return withRequestHeaders(await headers(), work);
}
