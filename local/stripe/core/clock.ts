import type { Settings } from './settings';

/** The emulator's only source of "now" for objects, in whole seconds since 1970. */
export type Clock = {
  now(): number;
  /** Moves now forward by that many seconds; it never moves back. */
  advance(seconds: number): void;
};

const OFFSET = 'clock.offset_seconds';

/** A clock that runs with the machine's, ahead of it by what it was advanced; the lead survives a restart. */
export function createClock(settings: Settings): Clock {
  const offset = () => Number(settings.read(OFFSET) ?? 0);
  return {
    now: () => Math.floor(Date.now() / 1000) + offset(),
    advance: (seconds) => {
      if (!Number.isInteger(seconds) || seconds < 0) throw new RangeError('The clock only moves forward.');
      if (seconds === 0) return;
      settings.write(OFFSET, String(offset() + seconds));
    },
  };
}
