/** Where an invitation stands. Only an open one can be accepted, and only an open one holds a seat. */
export type InvitationState = 'open' | 'accepted' | 'declined' | 'revoked' | 'expired';

type Dates = {
  acceptedAt: Date | null;
  declinedAt: Date | null;
  revokedAt: Date | null;
  expiresAt: Date;
};

/** The state at this moment. What somebody did counts before what time did. */
export function invitationState(
  { acceptedAt, declinedAt, revokedAt, expiresAt }: Dates,
  now: Date,
): InvitationState {
  if (acceptedAt) return 'accepted';
  if (declinedAt) return 'declined';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}
