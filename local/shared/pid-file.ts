import { readFile, writeFile } from 'node:fs/promises';
import { type ProcessFacts, processFacts } from './processes';

/**
 * Writes down which process this is: its id and when it started. The id alone may be another program's by the time it
 * is read, and in a container that starts the same programs in the same order it soon is.
 */
export async function writePidFile(file: string, pid: number): Promise<void> {
  const facts = await processFacts(pid);
  if (facts) await writeFile(file, `${pid}\n${facts.started}\n`);
}

/** The process that was written down, undefined when it is gone, whoever has its id now. */
export async function livingProcess(file: string): Promise<ProcessFacts | undefined> {
  const [pid, started] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const facts = await processFacts(Number(pid));
  return facts?.started === started ? facts : undefined;
}
