import { Meter } from '../ui/meter';
import { type Seats, seatWords } from './seat-words';

/** How many seats are taken, by members and by open invitations. */
export function SeatLine({ seats }: { seats: Seats }) {
  const words = seatWords(seats);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 text-13">
      <p className="tabular text-muted-foreground">{words}</p>
      {seats.limit === null ? null : (
        <Meter
          label="Seats"
          used={seats.used}
          reserved={seats.held}
          limit={seats.limit}
          valueText={words}
          className="w-40!"
        />
      )}
    </div>
  );
}
