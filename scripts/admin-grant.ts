import { parseArgs } from 'node:util';
import { setPlatformRole } from '@/lib/admin';
import { disconnect } from '@/lib/db';

/**
 * `npm run admin:grant -- ada@example.com` lets a person into the console at `/admin`, `-- --revoke ada@example.com` takes
 * that away. Either holds at their next request; doing it again changes nothing. Ends with 1 when nobody has the address.
 */
try {
  const { email, revoke } = wishIn(process.argv.slice(2));
  const outcome = await setPlatformRole(email, revoke ? 'user' : 'superadmin');
  if (!outcome)
    throw new Error(
      `Nobody has the address ${email}. The person has to sign up with it first; then run this again.`,
    );
  for (const sentence of revoke ? revoked(email, outcome) : granted(email, outcome)) console.log(sentence);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}

function granted(email: string, { changed, hasSecondFactor }: Outcome): string[] {
  return [
    changed ? `${email} is an admin now.` : `${email} is an admin already.`,
    hasSecondFactor
      ? 'The console is at /admin.'
      : 'Two-factor sign-in must be set up first: it is not, and until then there is no console for them. /account/security leads through it; until it is done, every page leads there.',
  ];
}

function revoked(email: string, { changed }: Outcome): string[] {
  return [
    changed
      ? `${email} is no admin any more. What they have open in the console ends with their next request.`
      : `${email} is no admin.`,
  ];
}

function wishIn(args: string[]): { email: string; revoke: boolean } {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { revoke: { type: 'boolean', default: false } },
  });
  const [email, ...others] = positionals;
  if (email === undefined || others.length > 0)
    throw new Error(
      'Name one address: npm run admin:grant -- ada@example.com, with --revoke to take it away.',
    );
  return { email, revoke: values.revoke };
}

type Outcome = NonNullable<Awaited<ReturnType<typeof setPlatformRole>>>;
