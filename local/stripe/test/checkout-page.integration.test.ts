import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout } from './shop';

const screenshots = join(process.cwd(), '.local', 'screenshots', 'stripe');
let emulator: TestEmulator;
let browser: Browser;
let shop: Server;
let shopUrl: string;

beforeAll(async () => {
  emulator = await startEmulator();
  await mkdir(screenshots, { recursive: true });
  shop = createServer((request, response) => {
    response.setHeader('content-type', 'text/html').end(`<title>Shop</title><p>${request.url}</p>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const address = shop.address();
  shopUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => shop.close(resolve));
  expect(emulator.service.breaches).toEqual([]);
  await emulator.close();
});

async function session(changes: Parameters<typeof openCheckout>[1] = {}) {
  const made = await openCheckout(emulator.stripe, {
    success_url: `${shopUrl}/success?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${shopUrl}/pricing`,
    ...changes,
  });
  return { id: made.id, url: made.url ?? '', customer: String(made.customer) };
}

async function withPage<T>(
  options: Parameters<Browser['newContext']>[0],
  work: (page: Awaited<ReturnType<BrowserContext['newPage']>>) => Promise<T>,
) {
  const context = await browser.newContext(options);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const looks = [
  { name: 'phone-light', viewport: { width: 360, height: 780 }, colorScheme: 'light' as const },
  { name: 'phone-dark', viewport: { width: 360, height: 780 }, colorScheme: 'dark' as const },
  { name: 'desktop-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' as const },
  { name: 'desktop-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
];

describe('the Checkout page in a browser', () => {
  it('declines a card in words, then takes a good one and goes back to the shop', async () => {
    const { id, url, customer } = await session();
    await withPage({}, async (page) => {
      await page.goto(url);
      await page.getByLabel('Card number').pressSequentially('4000000000000002');
      expect(await page.getByLabel('Card number').inputValue()).toBe('4000 0000 0000 0002');
      await page.getByLabel('Expiration').pressSequentially('1240');
      expect(await page.getByLabel('Expiration').inputValue()).toBe('12 / 40');
      await page.getByLabel('Security code').fill('123');
      await page.getByLabel('Name on card').fill('Ada Lovelace');
      await page.getByRole('button', { name: 'Subscribe' }).click();
      await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
      expect(await page.getByLabel('Card number').getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel('Card number').fill('4242 4242 4242 4242');
      await page.getByLabel('Security code').fill('123');
      await page.getByRole('button', { name: 'Subscribe' }).dblclick();
      await page.waitForURL(`${shopUrl}/success?session=${id}`);
    });
    const { data } = await emulator.stripe.subscriptions.list({ customer });
    expect(data).toHaveLength(1);
  });

  it('asks for authentication', async () => {
    const { url, id } = await session();
    await withPage({}, async (page) => {
      await page.goto(url);
      await page.getByLabel('Card number').fill('4000 0025 0000 3155');
      await page.getByLabel('Expiration').fill('12 / 40');
      await page.getByLabel('Security code').fill('123');
      await page.getByLabel('Name on card').fill('Ada Lovelace');
      await page.getByRole('button', { name: 'Subscribe' }).click();
      await page.getByRole('button', { name: 'Complete authentication' }).click();
      await page.waitForURL(`${shopUrl}/success?session=${id}`);
    });
  });

  it('works without scripts, and leads back', async () => {
    const { url, id } = await session();
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(url);
      await page.getByRole('link', { name: 'Back to Foothold' }).click();
      expect(page.url()).toBe(`${shopUrl}/pricing`);
      await page.goto(url);
      await page.getByLabel('Card number').fill('4242424242424242');
      await page.getByLabel('Expiration').fill('1240');
      await page.getByLabel('Security code').fill('123');
      await page.getByLabel('Name on card').fill('Ada Lovelace');
      await page.getByRole('button', { name: 'Subscribe' }).click();
      expect(page.url()).toBe(`${shopUrl}/success?session=${id}`);
    });
  });

  it.each(looks)('is accessible and fits: $name', async ({ name, viewport, colorScheme }) => {
    const price = await makePrice(emulator.stripe, {
      unit_amount: 15660,
      recurring: { interval: 'month', interval_count: 6 },
    });
    const { url } = await session({ line_items: [{ price: price.id, quantity: 1 }] });
    await withPage({ viewport, colorScheme }, async (page) => {
      await page.goto(url);
      await page.screenshot({ path: join(screenshots, `checkout-${name}.png`), fullPage: true });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByRole('button', { name: 'Subscribe' }).click();
      await page.getByRole('alert').filter({ hasText: 'incomplete' }).waitFor();
      await page.screenshot({ path: join(screenshots, `checkout-problem-${name}.png`), fullPage: true });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
});

describe('the other pages', () => {
  // Light on a small screen and dark on a large one show what the other two would.
  it.each(looks.filter((_, index) => index % 3 === 0))(
    'are accessible and fit: $name',
    async ({ name, viewport, colorScheme }) => {
      const { url, customer } = await session();
      await withPage({ viewport, colorScheme }, async (page) => {
        const look = async (what: string) => {
          await page.screenshot({ path: join(screenshots, `${what}-${name}.png`), fullPage: true });
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width).toBeLessThanOrEqual(viewport.width);
          expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        };
        const trial = await session({ subscription_data: { trial_period_days: 7 } });
        await page.goto(trial.url);
        await look('trial');
        await page.goto(url);
        await page.getByLabel('Card number').fill('4000 0025 0000 3155');
        await page.getByLabel('Expiration').fill('12 / 40');
        await page.getByLabel('Security code').fill('123');
        await page.getByLabel('Name on card').fill('Ada Lovelace');
        await page.getByRole('button', { name: 'Subscribe' }).click();
        await page.getByRole('button', { name: 'Fail authentication' }).waitFor();
        await look('authentication');
        await page.getByRole('button', { name: 'Complete authentication' }).click();
        await page.waitForURL(`${shopUrl}/success*`);
        await page.goto(url);
        await look('done');
        const portal = await emulator.stripe.billingPortal.sessions.create({ customer, return_url: shopUrl });
        await page.goto(portal.url);
        await look('portal');
        await page.getByRole('link', { name: 'View' }).click();
        await page.getByRole('link', { name: 'Download PDF' }).waitFor();
        await look('invoice');
      });
    },
  );
});
