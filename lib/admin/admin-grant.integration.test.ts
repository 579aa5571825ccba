import { execFile } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';

/** `npm run admin:grant`, as an operator runs it. */
describe('the command that makes the first admin', () => {
  afterAll(disconnect);

  it('makes one of whoever has the address, however it is written, and says what is missing', async () => {
    const person = await makePerson();
    const first = await command(person.email.toUpperCase());
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('is an admin now') });
    expect(first.output).toContain('Two-factor sign-in must be set up first');
    expect(await roleOf(person.userId)).toBe('superadmin');

    await turnOnSecondFactor(person);
    const again = await command(person.email);
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('is an admin already') });
    expect(again.output).toContain('The console is at /admin');
    expect(await grantsOf(person.userId)).toBe(1);
  });

  it('takes it away again', async () => {
    const person = await makePerson();
    await command(person.email);
    const gone = await command('--revoke', person.email);
    expect(gone).toMatchObject({ code: 0, output: expect.stringContaining('is no admin any more') });
    expect(await roleOf(person.userId)).toBe('user');
  });

  it.each([
    ['an address that nobody has', ['nobody@foothold.invalid'], /Nobody has the address/],
    ['no address', [], /Name one address/],
    ['two addresses', ['a@foothold.invalid', 'b@foothold.invalid'], /Name one address/],
    ['an option that there is not', ['--force', 'a@foothold.invalid'], /--force/],
  ])('ends with 1 for %s', async (_, args, words) => {
    expect(await command(...args)).toMatchObject({ code: 1, output: expect.stringMatching(words) });
  });
});

function command(...args: string[]): Promise<{ output: string; code: number }> {
  return new Promise((resolve) => {
    const parameters = ['--import', 'tsx', 'scripts/admin-grant.ts', ...args];
    const child = execFile(process.execPath, parameters, (_error, stdout, stderr) =>
      resolve({ output: `${stdout}${stderr}`, code: child.exitCode ?? -1 }),
    );
  });
}

async function roleOf(userId: string): Promise<string | undefined> {
  const user = await asService('test.role', (tx) => tx.user.findUnique({ where: { id: userId } }));
  return user?.platformRole;
}

function grantsOf(userId: string): Promise<number> {
  return asService('test.grants', (tx) =>
    tx.auditEvent.count({ where: { userId, action: 'admin.granted' } }),
  );
}
