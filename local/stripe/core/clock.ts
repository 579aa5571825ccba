import type { Settings } from './settings';

/** A source of "now" for objects, in whole seconds since 1970: the account's own, or a test clock. */
export type Clock = {
  now(): number;
  /** Moves now forward by that many seconds; it never moves back. */
  advance(seconds: number): void;
  /** The id of the test clock that this is; null for the account's own. */
  testClock: string | null;
};

/** The account's own clock. */
export type AccountClock = Clock & {
  /** Sets now, also back: only while nothing has happened in the account yet. */
  startAt(seconds: number): void;
};

const OFFSET = 'clock.offset_seconds';

/** A clock that runs with the machine's, ahead of it by what it was advanced; the lead survives a restart. */
export function createClock(settings: Settings): AccountClock {
  const offset = () => Number(settings.read(OFFSET) ?? 0);
  return {
    now: () => Math.floor(Date.now() / 1000) + offset(),
    advance: (seconds) => {
      if (!isForward(seconds)) return;
      settings.write(OFFSET, String(offset() + seconds));
    },
    testClock: null,
    startAt: (seconds) => settings.write(OFFSET, String(seconds - Math.floor(Date.now() / 1000))),
  };
}

/** Whether so many seconds move a clock at all. @throws RangeError when they would move it back */
export function isForward(seconds: number): boolean {
  if (!Number.isInteger(seconds) || seconds < 0) throw new RangeError('The clock only moves forward.');
  return seconds > 0;
}
