import { env } from '.';

/** Ends the process with the sentences of the error when the environment is not usable. For the start of a server. */
export function requireEnvironment(): void {
  try {
    env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
