import { browser } from 'wxt/browser';
import { z } from 'zod';

/** Who is connected, and the token that says so; it is kept in this browser and sent to the site alone. */
export const connectionSchema = z.object({
  token: z.string().startsWith('fh_ext_'),
  expiresAt: z.iso.datetime(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string().nullable() }),
});
/** See {@link connectionSchema}. */
export type Connection = z.infer<typeof connectionSchema>;

/** Where it is kept in the storage of this browser. */
export const connectionKey = 'connection';

/** Whether a connection ended by itself; told until somebody connects again. */
export const endedKey = 'connectionEnded';

/** The connection of now; undefined when there is none or its time is over. */
export async function readConnection(): Promise<Connection | undefined> {
  const stored = await browser.storage.local.get(connectionKey);
  const parsed = connectionSchema.safeParse(stored[connectionKey]);
  return parsed.success && Date.parse(parsed.data.expiresAt) > Date.now() ? parsed.data : undefined;
}

/** Keeps a new connection in place of any former one. */
export async function keepConnection(connection: Connection): Promise<void> {
  await browser.storage.local.set({ [connectionKey]: connection });
  await browser.storage.local.remove(endedKey);
}

/** Forgets a connection that the site does not take any more; a newer one, made meanwhile, stays. */
export async function forgetConnection(token: string): Promise<void> {
  if ((await readConnection())?.token !== token) return;
  await browser.storage.local.set({ [endedKey]: true });
  await browser.storage.local.remove(connectionKey);
}
