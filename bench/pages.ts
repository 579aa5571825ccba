import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Browser, chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { buildApp } from '@/local/build';
import { step } from '@/local/steps.mjs';
import { runBench } from './frame';
import { startWeb } from './processes';

/** `npm run bench:pages`: see README.md beside it for what it measures and what that is not good for. */
const target = { scriptKb: 180, score: 95 };
const open = ['/', '/pricing', '/help', '/docs/api', '/sign-in', '/sign-up'];
const member = [
  '/jobs',
  '/jobs/statistics',
  '/jobs/import',
  '/jobs/duplicates',
  '/reminders',
  '/account',
  '/account/notifications',
  '/account/security',
  '/account/sessions',
  '/account/api-keys',
  '/account/usage',
  '/account/billing',
  '/account/billing/invoices',
  '/organization',
];
const judged = ['/', '/pricing', '/jobs', '/account/usage'];
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const jobs = 60;
// One run of Lighthouse says little of the next: the middle one counts.
const judgements = 5;

await runBench(async ({ profile, variables }) => {
  await buildApp();
  const cookie = await step('somebody with saved jobs', visitorCookie);
  const web = await startWeb(profile, variables);
  const origin = `http://localhost:${profile.ports.app}`;
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      `--remote-debugging-port=${port}`,
    ],
  });
  try {
    const weights = await step('what each page loads', async () => {
      const found: Weight[] = [];
      for (const path of open) found.push(await weigh(browser, origin, path));
      for (const path of member) found.push(await weigh(browser, origin, path, cookie));
      return found;
    });
    const scores = await step('Lighthouse', async () => {
      const found: Score[] = [];
      for (const path of judged) {
        const runs: Score[] = [];
        for (let run = 0; run < judgements; run++)
          runs.push(await judge(port, origin, path, member.includes(path) ? cookie : undefined));
        found.push(middleOf(runs));
      }
      return found;
    });
    console.log(report(weights, scores));
  } finally {
    await browser.close();
    await web.stop();
  }
});

/** A port that nobody has at the moment, for Lighthouse to reach the browser by. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The `Cookie` header of somebody on Pro with a board that is in use. */
async function visitorCookie(): Promise<string> {
  const { seed } = await import('@/prisma/seed');
  await seed();
  const { givePlan, makePerson } = await import('@/local/test/people');
  const { cookieHeader, sessionCookiesOf } = await import('@/local/test/sessions');
  const { createJob, jobStatuses } = await import('@/lib/jobs');
  const person = await makePerson();
  await givePlan(person.organizationId, 'pro');
  for (let index = 0; index < jobs; index++)
    await createJob(person, {
      title: `Engineer ${index}`,
      company: 'Halcyon Maps',
      status: jobStatuses[index % jobStatuses.length],
    });
  return cookieHeader(await sessionCookiesOf(person));
}

/** What a page loads the first time and by itself, in kB of bodies as they come, compressed; and how many scripts there are. */
type Weight = { path: string; scriptKb: number; scripts: number; allKb: number };

/** Opens a page with nothing in the cache. @throws Error when it is not shown */
async function weigh(browser: Browser, origin: string, path: string, cookie?: string): Promise<Weight> {
  const context = await browser.newContext(cookie ? { extraHTTPHeaders: { cookie } } : {});
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let [scriptBytes, allBytes] = [0, 0];
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  // Without headers, which are as long for an empty script.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    allBytes += encodedDataLength;
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  const answer = await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
  if (!answer?.ok() || new URL(page.url()).pathname !== path)
    throw new Error(`${path} was answered with ${answer?.status()} at ${page.url()}.`);
  await context.close();
  return { path, scriptKb: scriptBytes / 1000, scripts: scripts.size, allKb: allBytes / 1000 };
}

/** What Lighthouse says of a page, out of 100. */
type Score = { path: string; scores: Record<(typeof categories)[number], number>; lost: string[] };

/** The run with the middle performance. */
function middleOf(runs: readonly Score[]): Score {
  const sorted = runs.toSorted((a, b) => a.scores.performance - b.scores.performance);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('Lighthouse was not asked.');
  return middle;
}

async function judge(port: number, origin: string, path: string, cookie?: string): Promise<Score> {
  const outcome = await lighthouse(`${origin}${path}`, {
    port,
    logLevel: 'silent',
    onlyCategories: [...categories],
    ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
  });
  if (!outcome) throw new Error(`Lighthouse said nothing of ${path}.`);
  const { lhr } = outcome;
  if (new URL(lhr.finalDisplayedUrl).pathname !== path)
    throw new Error(`${path} led to ${lhr.finalDisplayedUrl}.`);
  const scoreOf = (category: string) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const lost = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  return {
    path,
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
    },
    lost: lost.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id)),
  };
}

function report(weights: readonly Weight[], scores: readonly Score[]): string {
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(30)}${cells.map((cell) => cell.padStart(16)).join('')}`;
  return [
    '',
    line('kB over the wire', 'scripts', 'number', 'all', `under ${target.scriptKb}`),
    ...weights.map(({ path, scriptKb, scripts, allKb }) =>
      line(
        path,
        scriptKb.toFixed(1),
        String(scripts),
        allKb.toFixed(1),
        scriptKb < target.scriptKb ? 'held' : 'MISSED',
      ),
    ),
    '',
    line('Lighthouse', ...categories, `at least ${target.score}`),
    ...scores.flatMap(({ path, scores: given, lost }) => [
      line(
        path,
        ...categories.map((category) => String(given[category])),
        categories.every((category) => given[category] >= target.score) ? 'held' : 'MISSED',
      ),
      ...(lost.length > 0 ? [`    not all of: ${lost.join(', ')}`] : []),
    ]),
    '',
  ].join('\n');
}
