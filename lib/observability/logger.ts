import pino from 'pino';
import { env } from '@/lib/env';
import { redacted, redactedText } from './redacted';
import { currentWork } from './request-id';

/** What a log takes. No children of it: what those are given once does not pass by what cuts secrets out. */
export type Log = Pick<pino.Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** Makes a structured log at `destination`, without secrets and personal content, wherever they stand. */
export function makeLogger(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => ({ ...withoutSecrets(fields) }),
    },
    // Errors are plain already.
    serializers: { err: (error: unknown) => error },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...currentWork() }),
    // What was written into a sentence is known by its shape alone.
    hooks: { streamWrite: redactedText },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Structured log on standard output; see {@link makeLogger}. */
export const logger = makeLogger(logLevel());

function withoutSecrets(fields: object): object {
  const told = redacted(fields);
  return typeof told === 'object' && told !== null ? told : {};
}

// Importing the logger must not demand a complete environment: a build loads it too.
function logLevel(): string {
  try {
    return env().LOG_LEVEL;
  } catch {
    return 'info';
  }
}
