/**
 * Where the edge finds in Redis what handlers know from the database. All of it can be lost: then the edge lets pass
 * what only the database can refuse, and the handler refuses it.
 */
export const edgeKeys = {
  /** Set while tokens of an ended session may still be about. Of browsers and of extensions. */
  revokedSession: (sessionId: string) => `edge:revoked:${sessionId}`,
  /** Set while a user is suspended or gone. */
  blockedUser: (userId: string) => `edge:blocked:${userId}`,
  /** The id of the organization that the user acts for. */
  acting: (userId: string) => `edge:acting:${userId}`,
  /** What an API key or an extension's token stands for, by the SHA-256 of it in hex. */
  secret: (hash: string) => `edge:secret:${hash}`,
  /** What callers are told of a secret that the database does not take, for a minute after it said so, by its SHA-256. */
  wrongSecret: (hash: string) => `edge:wrong:${hash}`,
} as const;
