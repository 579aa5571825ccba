import { z } from 'zod';
import { scopes } from './scopes';

/**
 * What Redis tells the edge of an API key or of a token of the extension, under `edgeKeys.secret` of its hash. To be
 * counted and limited by, never to be let in by: the handler asks the database.
 */
export const edgeSecretSchema = z.object({
  /** Of the row in `api_keys` or `user_sessions`. */
  id: z.uuid(),
  kind: z.enum(['api_key', 'extension']),
  userId: z.uuid(),
  /** For which it acts. */
  organizationId: z.uuid(),
  scopes: z.array(z.enum(scopes)),
  /** Null for one that does not end by itself. */
  expiresAt: z.iso.datetime().nullable(),
});

/** See {@link edgeSecretSchema}. */
export type EdgeSecret = z.infer<typeof edgeSecretSchema>;
