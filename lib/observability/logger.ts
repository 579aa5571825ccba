import pino from 'pino';
import { env } from '@/lib/env';
import { currentWork } from './request-id';

/** Structured log on standard output. Secrets and personal content are cut out by name, wherever they stand. */
export const logger = pino({
  level: logLevel(),
  base: null,
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ ...currentWork() }),
  redact: {
    paths: ['authorization', 'cookie', 'password', 'token', 'secret', 'apiKey', 'email'].flatMap((name) => [
      name,
      `*.${name}`,
      `*.*.${name}`,
    ]),
    censor: '[removed]',
  },
});

// Importing the logger must not demand a complete environment: a build loads it too.
function logLevel(): string {
  try {
    return env().LOG_LEVEL;
  } catch {
    return 'info';
  }
}
