import { browser } from 'wxt/browser';
import { ownAddress } from '../api/own-address';
import { connect, disconnect } from '../connection/connect';
import { readConnection } from '../connection/stored-connection';
import { requestSchema } from '../messages';
import { forgetKnownSaved } from '../saved/known-saved';
import { discard, retry, save, sendWaiting } from './outbox';

/** Does what the popup asks. Only pages of the extension are listened to. */
export async function onRequest(message: unknown, sender: { id?: string; url?: string }): Promise<unknown> {
  if (sender.id !== browser.runtime.id || !sender.url?.startsWith(ownAddress('/'))) return undefined;
  const request = requestSchema.parse(message);
  switch (request.type) {
    case 'connect':
      return connected();
    case 'disconnect':
      await disconnect();
      return forgetKnownSaved();
    case 'save':
      return save(request.job, request);
    case 'retry':
      return retry(request.id);
    case 'discard':
      return discard(request.id);
    case 'opened':
      return sendWaiting({ hurry: true });
  }
}

async function connected(): Promise<string> {
  const before = (await readConnection())?.user.id;
  const outcome = await connect();
  if (outcome !== 'connected') return outcome;
  if ((await readConnection())?.user.id !== before) await forgetKnownSaved();
  // What was kept while nobody was connected.
  await sendWaiting({ hurry: true });
  return outcome;
}
