/** A piece of work that nobody waits for. The domains in `lib/` bring theirs; the worker only runs them. */
export type BackgroundTask = {
  /** `domain.what_it_does`, stable: it is the name of its queue. */
  name: string;
  /** When it runs without being asked, in UTC. */
  cron: string;
  /** The PostgreSQL channel that asks for it at once. */
  channel?: string;
  /** Must bear running twice at the same time, here and in another process. */
  run: () => Promise<void>;
};
