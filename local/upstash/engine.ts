/** A command with its arguments, all as strings: `['SET', 'key', 'value']`. */
export type Command = string[];

/** What a command in a batch came to. */
export type Outcome = { result: unknown } | { error: string };

/** What the bridge needs of a Redis. Replies are RESP2: strings, integers, null and arrays of these. */
export type RedisEngine = {
  kind: 'redis' | 'mock';
  /** Runs one command. Throws the server's own error message. */
  run(command: Command): Promise<unknown>;
  /** Runs commands in order, others may come in between; one failing does not stop the rest. */
  pipeline(commands: Command[]): Promise<Outcome[]>;
  /** Runs commands in order and nothing in between. Throws when the server refuses the whole. */
  transaction(commands: Command[]): Promise<Outcome[]>;
  stop(): Promise<void>;
};
