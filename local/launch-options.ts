import { parseArgs } from 'node:util';

/** What `npm run local` and `npm run dev` were asked for. */
export type LaunchOptions = {
  mode: 'start' | 'dev';
  reset: boolean;
  port: string | undefined;
  data: string | undefined;
};

/**
 * Reads the command line.
 * @param environment where npm puts the options that it took for its own
 * @throws Error in a sentence for anything that would not be heeded: who asks for empty data must not go on with the old
 */
export function launchOptions(
  args: string[],
  environment: Record<string, string | undefined>,
): LaunchOptions {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      reset: { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const [mode, ...unknown] = positionals;
  const swallowed = ['reset', 'port', 'data'].filter(
    (name) => environment[`npm_config_${name}`] !== undefined,
  );
  if (unknown.length > 0 || swallowed.length > 0) {
    throw new Error(
      `${[...swallowed.map((name) => `--${name}`), ...unknown].join(' ')} was not understood. Options follow two dashes: npm run local -- --port 4000 --reset`,
    );
  }
  return {
    mode: mode === 'dev' ? 'dev' : 'start',
    reset: values.reset,
    port: values.port,
    data: values.data,
  };
}
