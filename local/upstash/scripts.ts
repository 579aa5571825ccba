import { createHash } from 'node:crypto';

/**
 * Lua scripts by the SHA-1 of the text as the client sent it. Upstash's own scripts begin with a flag line that only
 * Upstash knows and Redis refuses, so they run without it and under another hash.
 */
export class ScriptStore {
  readonly #scripts = new Map<string, string>();

  /** Remembers a script; gives the text to run. */
  add(script: string): string {
    const text = script.replace(/^#!lua flags=allow-key-locking[^\n]*/, '');
    this.#scripts.set(sha1(script), text);
    return text;
  }

  /** The text to run for a hash; undefined when this script was never sent, which Redis answers with NOSCRIPT. */
  find(hash: string): string | undefined {
    return this.#scripts.get(hash.toLowerCase());
  }

  forgetAll(): void {
    this.#scripts.clear();
  }
}

/** What Redis says to EVALSHA of a script it does not have; clients look for the first word. */
const NOSCRIPT = 'NOSCRIPT No matching script. Please use EVAL.';

/** SHA-1 in hex, as `SCRIPT LOAD` answers. */
export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/**
 * Rewrites the commands that concern scripts: EVALSHA becomes EVAL of the remembered text, SCRIPT is answered here.
 * @returns the command to run, or the answer itself
 * @throws Error NOSCRIPT
 */
export function resolveScript(
  store: ScriptStore,
  command: string[],
): { run: string[] } | { answer: unknown } {
  const [name = '', first = '', ...rest] = command;
  switch (name.toUpperCase()) {
    case 'EVAL':
      return { run: ['EVAL', store.add(first), ...rest] };
    case 'EVALSHA': {
      const text = store.find(first);
      if (text === undefined) throw new Error(NOSCRIPT);
      return { run: ['EVAL', text, ...rest] };
    }
    case 'SCRIPT':
      return { answer: scriptCommand(store, first.toUpperCase(), rest) };
    default:
      return { run: command };
  }
}

function scriptCommand(store: ScriptStore, action: string, rest: string[]): unknown {
  if (action === 'LOAD') {
    store.add(rest[0] ?? '');
    return sha1(rest[0] ?? '');
  }
  if (action === 'EXISTS') return rest.map((hash) => (store.find(hash) === undefined ? 0 : 1));
  if (action === 'FLUSH') {
    store.forgetAll();
    return 'OK';
  }
  throw new Error(`ERR unknown subcommand '${action}'. Try SCRIPT HELP.`);
}
