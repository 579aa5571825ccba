import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livingProcess, writePidFile } from './pid-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foothold-pid-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a process that was written down', () => {
  it('is found while it runs', async () => {
    const file = join(folder, 'here');
    await writePidFile(file, process.pid);
    expect(await livingProcess(file)).toMatchObject({ pid: process.pid, parent: process.ppid });
  });

  it('is not taken for another that has its id now', async () => {
    const file = join(folder, 'reused');
    await writePidFile(file, process.pid);
    const [pid] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${pid}\nan earlier time\n`);
    expect(await livingProcess(file)).toBeUndefined();
  });

  it('is gone when the file is missing, empty or foreign', async () => {
    const file = join(folder, 'foreign');
    expect(await livingProcess(file)).toBeUndefined();
    for (const text of ['', '1', 'no number\n1\n']) {
      await writeFile(file, text);
      expect(await livingProcess(file), text).toBeUndefined();
    }
  });
});
