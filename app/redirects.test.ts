import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * Every place that sends a browser somewhere, found in the sources. It may lead to a path that is written there, with
 * nothing in it but what is encoded, or to what `safeNextPath` has let pass. Anything else is reviewed below, with why
 * nobody who asks can make it lead elsewhere.
 */
const reviewed: Readonly<Record<string, string>> = {
  'middleware.ts new URL(decision.to, env().APP_URL)': 'the gate: a path of ours, or of safeNextPath',
  'app/auth/sign-out/route.ts signIn':
    'a path that is written there; only its query is given, of safeNextPath',
  'app/auth/callback/route.ts new URL(path, APP_URL)': 'of nextPathOf, or written there',
  'app/auth/acting/route.ts new URL(path, env().APP_URL)': 'of safeNextPath, or written there',
  'app/(auth)/actions.ts landing': 'of nextPathOf',
  'app/(auth)/actions.ts await beginGoogle(await supabaseServer(), callback)': 'what Supabase has answered',
  'app/(auth)/actions.ts destinations[link.data.type] ?? landingOf(fields.next)':
    'written there, or of nextPathOf',
  'app/(auth)/extension/connect/actions.ts url': 'of returnUrlOf: the address of a configured extension',
  'app/(app)/account/security/actions.ts url': 'what Supabase has answered',
  'app/(app)/jobs/(list)/page.tsx `/jobs?${wayIn.query}`':
    'the page itself, which is written there; only its query is given',
  'app/(app)/account/billing/invoices/page.tsx here': 'one of two that are written there',
  'app/(app)/account/audit-log/page.tsx auditUrl(path, search.typed)':
    'the page itself, which is written there, with an encoded query',
  'app/(admin)/admin/audit-log/page.tsx auditUrl(path, search.typed)':
    'the page itself, which is written there, with an encoded query',
  'app/(admin)/admin/webhook-events/page.tsx eventsHref(values)':
    'the page itself, which is written there, with an encoded query',
  'app/(admin)/admin/users/(list)/page.tsx usersUrl({ ...view, cursor: null })':
    'the page itself, which is written there, with an encoded query',
  'app/(app)/billing/success/page.tsx fresh === undefined ? `/billing/success?session_id=${sessionId}&fresh=1` : "/account/billing"':
    'a path that is written there; only its query is given',
  'app/(app)/billing/leave-for.ts result.data.url':
    'what Stripe has answered, or a path that its caller has written',
  'lib/auth/server.ts `/sign-in?notice=${notice}&next=${encodeURIComponent(path)}`':
    'notice is one of two words',
};

const files = ['app', 'lib', 'components']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.includes('generated'))
      .map((name) => join(folder, name)),
  )
  .concat('middleware.ts');
const found = files.flatMap((file) =>
  redirectsIn(readFileSync(file, 'utf8')).map((target) => ({ file, target, name: `${file} ${target}` })),
);

it('no redirect leads where somebody who asks wants it to', () => {
  expect(found.length).toBeGreaterThan(15);
  const unknown = found.filter(({ target, name }) => !isPlain(target) && !(name in reviewed));
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

it('what was reviewed is still there', () => {
  const names = found.map(({ name }) => name);
  expect(Object.keys(reviewed).filter((name) => !names.includes(name))).toEqual([]);
});

it('a script of a page goes to other pages of this site alone', () => {
  // Next's router takes an address elsewhere for a navigation of the browser.
  const reviewedScripts: Readonly<Record<string, string>> = {
    'components/jobs/board/board-toolbar.tsx boardUrl(asked)': 'the board with an encoded query',
    'components/jobs/page/job-header.tsx wayBack()':
      'the board, of boardUrl, or the path that is written there',
    'components/audit/audit-filters.tsx auditUrl(path, search.typed)':
      'the page that it is on, with an encoded query',
    'components/admin/palette/palette-search.tsx item.href':
      'a page of the console, or that of a person by the id that the API has told',
    'components/admin/users/users-toolbar.tsx usersUrl(asked)':
      'the page that it is on, with an encoded query',
    'components/admin/users/bulk/bulk-dialog.tsx `/admin/users/bulk/${outcome.data}`':
      'a path that is written there, with the id that the server has made',
    'components/billing/change-choice.tsx `${pathname}?${queryOf(next)}`': 'the page that it is on',
    'components/shell/organization-switcher.tsx pathAfterSwitch(pathname)':
      'a page of ours by the path that it is on',
  };
  const byScript = files.flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const calls = [...source.matchAll(/(?:router\.(?:push|replace)|location\.(?:assign|replace))\(/g)];
    // A constant of that name is the place of a job.
    const sets = [...source.matchAll(/(?<!const )\blocation(?:\.href)? = ([^;]+);/g)].map(
      ([, target = '']) => target,
    );
    return calls
      .map(({ 0: call, index }) => firstArgument(source.slice(index + call.length)))
      .concat(sets)
      .map((target) => target.replace(/\s+/g, ' ').trim().replaceAll("'", '"'))
      .filter((target) => !isPlain(target))
      .map((target) => `${file} ${target}`);
  });
  expect(byScript.filter((name) => !(name in reviewedScripts))).toEqual([]);
});

it('the checks above see what they should', () => {
  expect(redirectsIn("redirect(query.get('next'));")).toEqual(['query.get("next")']);
  expect(redirectsIn('NextResponse.redirect(new URL(a(b), c), 303)')).toEqual(['new URL(a(b), c)']);
  expect(isPlain('query.get("next")')).toBe(false);
  expect(isPlain('"//evil.example"')).toBe(false);
  expect(isPlain(`\`/x?next=\${next}\``)).toBe(false);
  expect(isPlain(`\`/x?next=\${encodeURIComponent(next)}\``)).toBe(true);
  expect(isPlain('safeNextPath(fields.next)')).toBe(true);
  expect(isPlain('known ? "/a" : "/b"')).toBe(true);
  expect(isPlain('known ? "/a" : query.next')).toBe(false);
});

function isPlain(target: string): boolean {
  const [, one, other] = /^[\w.!= ]+ \? (.+) : (.+)$/.exec(target) ?? [];
  if (one !== undefined && other !== undefined) return isPlain(one) && isPlain(other);
  if (/^safeNextPath\([^()]*\)$/.test(target)) return true;
  if (!/^(["`])\/(?![/\\]).*\1$/.test(target)) return false;
  return !/\$\{(?!encodeURIComponent\(\w+\)\})/.test(target);
}

/** The first argument of each call, on one line and with one kind of quotes. */
function redirectsIn(source: string): string[] {
  return [...source.matchAll(/\b(?:redirect|permanentRedirect|NextResponse\.redirect|Response\.redirect)\(/g)]
    .filter(({ index }) => !/(\.|function )$/.test(source.slice(0, index)))
    .map(({ 0: call, index }) => firstArgument(source.slice(index + call.length)))
    .map((argument) => argument.replace(/\s+/g, ' ').trim().replaceAll("'", '"'));
}

function firstArgument(rest: string): string {
  let depth = 0;
  for (const [place, character] of [...rest].entries()) {
    if ('([{'.includes(character)) depth += 1;
    if (depth === 0 && (character === ')' || character === ',')) return rest.slice(0, place);
    if (')]}'.includes(character)) depth -= 1;
  }
  return rest;
}
