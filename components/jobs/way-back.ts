/** Keeps which jobs are looked at, by their address, as where a job's page leads back to. For effects: only a browser has one reader. */
export function rememberList(url: string): void {
  last = url;
}

/** Where the jobs are that were looked at last since the browser loaded a document; all of them where that was none. */
export function wayBack(): string {
  return last;
}

let last = '/jobs';
