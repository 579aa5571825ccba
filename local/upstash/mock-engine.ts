import RedisMock from 'ioredis-mock';
import type { Command, Outcome, RedisEngine } from './engine';
import { unwrapResult, wrapScript } from './mock-lua';
import { resolveScript, ScriptStore } from './scripts';

/**
 * Redis in this process's memory, for machines without redis-server. What it holds is gone when it stops.
 * Everything passes through one queue, so that a transaction is one piece, as in Redis.
 */
export function startMockEngine(): RedisEngine {
  // Without a host of its own every instance would share one memory.
  instances += 1;
  const client = new RedisMock({ host: `mock-${process.pid}-${instances}` });
  const scripts = new ScriptStore();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const all = async (commands: Command[]) => {
    const outcomes: Outcome[] = [];
    for (const command of commands) outcomes.push(await outcome(client, scripts, command));
    return outcomes;
  };
  return {
    kind: 'mock',
    run: (command) => inTurn(() => runOne(client, scripts, command)),
    pipeline: (commands) => inTurn(() => all(commands)),
    transaction: (commands) => inTurn(() => all(commands)),
    stop: async () => {
      await client.flushall();
      client.disconnect();
    },
  };
}

let instances = 0;

type Client = InstanceType<typeof RedisMock>;

async function runOne(client: Client, scripts: ScriptStore, command: Command): Promise<unknown> {
  const resolved = resolveScript(scripts, command);
  if ('answer' in resolved) return resolved.answer;
  const [name = '', ...args] = resolved.run;
  if (name.toUpperCase() === 'EVAL') {
    const [script = '', keys = '0', ...rest] = args;
    return isReset(script)
      ? resetKeys(client, rest[0] ?? '')
      : unwrapResult(await client.eval(wrapScript(script), Number(keys), ...rest));
  }
  if (COUNTERS.has(name.toUpperCase())) await requireInteger(client, args[0] ?? '');
  const method: unknown = Reflect.get(client, name.toLowerCase());
  if (typeof method !== 'function') throw new Error(`ERR unknown command '${name}'`);
  return reply(await method.apply(client, upperCaseOptions(name.toUpperCase(), args)));
}

async function outcome(client: Client, scripts: ScriptStore, command: Command): Promise<Outcome> {
  try {
    return { result: await runOne(client, scripts, command) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

// The script of `resetUsedTokens` walks SCAN's cursor, which the mock's Lua cannot.
function isReset(script: string): boolean {
  return (
    script.includes("redis.call('SCAN', cursor, 'MATCH', pattern)") && script.includes("redis.call('DEL'")
  );
}

async function resetKeys(client: Client, pattern: string): Promise<null> {
  const keys = await client.keys(pattern);
  if (keys.length > 0) await client.del(...keys);
  return null;
}

const COUNTERS = new Set(['INCR', 'INCRBY', 'DECR', 'DECRBY']);

// The mock would count on from whatever the text begins with.
async function requireInteger(client: Client, key: string): Promise<void> {
  const value = (await client.exists(key)) ? String(await client.get(key)) : '0';
  if (!/^-?\d+$/.test(value)) throw new Error('ERR value is not an integer or out of range');
}

/** Commands whose options the mock knows in capitals only, with the index of the first argument that may be one. */
const OPTIONS: Record<string, { from: number; words: Set<string> }> = {
  SET: { from: 2, words: new Set(['EX', 'PX', 'EXAT', 'PXAT', 'NX', 'XX', 'KEEPTTL', 'GET']) },
  SCAN: { from: 1, words: new Set(['MATCH', 'COUNT', 'TYPE']) },
  HSCAN: { from: 2, words: new Set(['MATCH', 'COUNT']) },
  SSCAN: { from: 2, words: new Set(['MATCH', 'COUNT']) },
  ZSCAN: { from: 2, words: new Set(['MATCH', 'COUNT']) },
  ZADD: { from: 1, words: new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR']) },
  ZRANGE: { from: 3, words: new Set(['BYSCORE', 'BYLEX', 'REV', 'LIMIT', 'WITHSCORES']) },
  ZRANGEBYSCORE: { from: 3, words: new Set(['LIMIT', 'WITHSCORES']) },
  EXPIRE: { from: 2, words: new Set(['NX', 'XX', 'GT', 'LT']) },
  PEXPIRE: { from: 2, words: new Set(['NX', 'XX', 'GT', 'LT']) },
  GETEX: { from: 1, words: new Set(['EX', 'PX', 'EXAT', 'PXAT', 'PERSIST']) },
};

function upperCaseOptions(name: string, args: string[]): string[] {
  const options = OPTIONS[name];
  if (!options) return args;
  return args.map((value, index) => {
    const word = value.toUpperCase();
    return index >= options.from && options.words.has(word) ? word : value;
  });
}

function reply(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : null;
  if (Array.isArray(value)) return value.map(reply);
  if (typeof value === 'object') return Object.entries(value).flat().map(reply);
  return value;
}
