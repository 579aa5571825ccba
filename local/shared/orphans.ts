import { readFile } from 'node:fs/promises';
import { endProcess, processFacts } from './processes';

/**
 * Ends a server that outlived the process which had started it, so that its data folder is free again.
 * @param server.pidFile file whose first line is the server's process id
 * @param server.ownerFile file whose first line is the id of the process that started it
 * @param server.mark what the server's command line contains; another program may have got the old id since
 * @param server.name for the error sentence
 * @throws Error in one sentence when the starter still lives: the data is in use, not orphaned
 */
export async function endOrphan(server: {
  pidFile: string;
  ownerFile: string;
  mark: string;
  name: string;
  signal: NodeJS.Signals;
}): Promise<void> {
  const facts = await processFacts(await idIn(server.pidFile));
  if (!facts?.command.includes(server.mark)) return;
  const owner = await idIn(server.ownerFile);
  if (facts.parent === owner && (await processFacts(owner))) {
    throw new Error(
      `${server.name} is in use by another running copy (process ${owner}); stop that one first.`,
    );
  }
  await endProcess(facts.pid, server.signal);
}

async function idIn(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return Number.parseInt(text.split('\n')[0] ?? '', 10);
}
