/** How the seats of an organization stand. `held` is what open invitations hold; `limit` null is unlimited. */
export type Seats = { used: number; held: number; limit: number | null };

/** How many seats are taken, and by whom. */
export function seatWords({ used, held, limit }: Seats): string {
  const taken = used + held;
  const invited =
    held === 0 ? '' : `, ${held} of them by ${held === 1 ? 'an open invitation' : 'open invitations'}`;
  return limit === null
    ? `${counted(taken)} taken${invited}, no limit`
    : `${taken} of ${counted(limit)} taken${invited}`;
}

/** Whether nobody else can be invited before a seat is free. */
export function areSeatsFull({ used, held, limit }: Seats): boolean {
  return limit !== null && used + held >= limit;
}

function counted(seats: number): string {
  return seats === 1 ? '1 seat' : `${seats.toLocaleString('en-US')} seats`;
}
