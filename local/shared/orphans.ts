import { readFile } from 'node:fs/promises';
import { endProcess, type ProcessFacts, processFacts } from './processes';

/**
 * Ends a server that outlived the process which had started it, so that its data folder is free again.
 * @param server.process the server, if it still runs
 * @param server.ownerFile file whose first line is the id of the process that started it
 * @param server.name for the error sentence
 * @throws Error in one sentence when the starter still lives: the data is in use, not orphaned
 */
export async function endOrphan(server: {
  process: ProcessFacts | undefined;
  ownerFile: string;
  name: string;
  signal: NodeJS.Signals;
}): Promise<void> {
  const facts = server.process;
  if (!facts) return;
  const owner = await idIn(server.ownerFile);
  if (facts.parent === owner && (await processFacts(owner))) {
    throw new Error(
      `${server.name} is in use by another running copy (process ${owner}); stop that one first.`,
    );
  }
  await endProcess(facts.pid, server.signal);
}

/**
 * The process whose id is the first line of a file that the server itself wrote.
 * @param mark what its command line contains; another program may have got the old id since
 */
export async function processIn(pidFile: string, mark: string): Promise<ProcessFacts | undefined> {
  const facts = await processFacts(await idIn(pidFile));
  return facts?.command.includes(mark) ? facts : undefined;
}

async function idIn(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return Number.parseInt(text.split('\n')[0] ?? '', 10);
}
