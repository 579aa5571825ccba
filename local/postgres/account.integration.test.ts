import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { postgresAccount } from './account';
import { makeLibraryLinks, postgresBinaries } from './binaries';

const run = promisify(execFile);

it.runIf(process.getuid?.() === 0)(
  'runs PostgreSQL as another account from a folder that only root may enter, as a checkout in root’s home is',
  async () => {
    const closed = await mkdtemp(join(tmpdir(), 'foothold-closed-'));
    try {
      const native = dirname(dirname((await postgresBinaries()).initdb));
      await cp(native, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
      await makeLibraryLinks(closed);
      const data = join(closed, 'data');
      await mkdir(data);
      const initdb = join(closed, 'native/bin/initdb');
      const account = await postgresAccount([initdb, data]);
      await account.own(data);
      const { program, args, ...as } = account.command(initdb, ['-D', data, '--encoding=UTF8', '--locale=C']);
      await expect(run(program, args, as)).resolves.toMatchObject({
        stdout: expect.stringContaining('Success'),
      });
    } finally {
      await rm(closed, { recursive: true, force: true });
    }
  },
);

it.runIf(process.getuid?.() === 0)('says in a sentence what is missing for such a folder', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'foothold-closed-'));
  const withoutSetpriv = await mkdtemp(join(tmpdir(), 'foothold-path-'));
  try {
    await symlink('/usr/bin/id', join(withoutSetpriv, 'id'));
    vi.stubEnv('PATH', withoutSetpriv);
    await expect(postgresAccount([closed])).rejects.toThrow(
      /may not enter this folder; move it, or install setpriv/,
    );
  } finally {
    vi.unstubAllEnvs();
    await Promise.all([closed, withoutSetpriv].map((path) => rm(path, { recursive: true, force: true })));
  }
});
