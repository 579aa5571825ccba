import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalService } from '../service';
import { startMail } from './index';

let dataDir: string;
let service: LocalService;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foothold-mail-'));
  service = await startMail({ port: 0, dataDir });
});
afterEach(async () => {
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const mail = {
  from: 'Foothold <hello@foothold.local>',
  to: ['ada@example.com'],
  subject: 'Hello <b>Ada</b>',
  html: '<p>Hi <a href="https://app.example/confirm?a=1&amp;b=2">confirm</a></p><script>alert(1)</script>',
  text: 'Hi, open https://app.example/confirm?a=1&b=2',
};

function send(body: unknown, headers: Record<string, string> = {}, path = '/emails') {
  return fetch(service.url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer re_anything', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function messages(query = ''): Promise<(typeof mail & { id: string; createdAt: string })[]> {
  return (await (await fetch(`${service.url}/api/messages${query}`)).json()).messages;
}

describe('taking mail by Resend’s API', () => {
  it('answers with an id and keeps the mail across a restart', async () => {
    const response = await send(mail);
    const { id } = await response.json();
    expect([response.status, id]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    await service.stop();
    service = await startMail({ port: 0, dataDir });
    const [kept] = await messages();
    expect(kept).toEqual({ id, ...mail, createdAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('takes one recipient as a string, and a batch', async () => {
    await send({ ...mail, to: 'Bob <bob@example.com>' });
    const response = await send([mail, { ...mail, to: 'eve@example.com' }], {}, '/emails/batch');
    expect((await response.json()).data).toHaveLength(2);
    expect((await messages()).map(({ to }) => to[0])).toEqual([
      'eve@example.com',
      'ada@example.com',
      'Bob <bob@example.com>',
    ]);
  });

  it('keeps nothing of a batch with a bad mail in it', async () => {
    const response = await send([mail, { ...mail, to: [] }], {}, '/emails/batch');
    expect(response.status).toBe(422);
    expect(await messages()).toEqual([]);
  });

  it('counts a repeated idempotency key once, and refuses it for another mail', async () => {
    const headers = { 'idempotency-key': 'invoice/1' };
    const first = await (await send(mail, headers)).json();
    const second = await (await send(mail, headers)).json();
    expect(second).toEqual(first);
    expect(await messages()).toHaveLength(1);
    const other = await send({ ...mail, subject: 'Other' }, headers);
    expect([other.status, (await other.json()).name]).toEqual([409, 'invalid_idempotent_request']);
  });

  it.each([
    ['no subject', { ...mail, subject: undefined }, 'Missing `subject` field.'],
    ['no content', { ...mail, html: undefined, text: undefined }, 'Missing `html` or `text` field.'],
    ['no recipient', { ...mail, to: [] }, 'Invalid `to` field.'],
    ['a recipient that is no address', { ...mail, to: 'nobody' }, 'Invalid `to` field.'],
    ['a sender that is no address', { ...mail, from: 'nobody' }, 'Invalid `from` field.'],
  ])('refuses %s', async (_, body, message) => {
    const response = await send(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      statusCode: 422,
      name: 'validation_error',
      message: expect.stringContaining(message),
    });
    expect(await messages()).toEqual([]);
  });

  it('refuses what is no JSON, what has no key and what is huge', async () => {
    expect((await send('{')).status).toBe(400);
    expect((await send(mail, { authorization: '' })).status).toBe(401);
    expect((await send({ ...mail, text: 'x'.repeat(10_485_760) })).status).toBe(413);
  });
});

describe('reading mail', () => {
  it('finds by part of the recipient, in any case, taking signs literally', async () => {
    await send(mail);
    await send({ ...mail, to: 'bob@example.com' });
    expect(await messages('?to=ADA@')).toHaveLength(1);
    expect(await messages('?to=%25')).toHaveLength(0);
    expect(await messages('?to=b_b')).toHaveLength(0);
  });

  it('forgets everything on DELETE', async () => {
    await send(mail);
    const response = await fetch(`${service.url}/api/messages`, { method: 'DELETE' });
    expect(response.status).toBe(204);
    expect(await messages()).toEqual([]);
  });

  it('shows list and mail with everything escaped and no script of a mail allowed', async () => {
    const { id } = await (await send(mail)).json();
    for (const path of ['/', '/?to=%22%3E%3Cscript%3E', `/messages/${id}`]) {
      const response = await fetch(service.url + path);
      const page = await response.text();
      expect(page).not.toContain('<b>Ada</b>');
      expect(page.replace('<script src="/mailbox.js" defer>', '')).not.toContain('<script');
      expect(response.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const page = await (await fetch(`${service.url}/messages/${id}`)).text();
    expect(page).toContain('Hello &lt;b&gt;Ada&lt;/b&gt;');
    expect(page).toContain('<a href="https://app.example/confirm?a=1&amp;b=2"');
    expect(page).toMatch(/<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  });

  it('serves the mail itself under a policy that runs nothing', async () => {
    const { id } = await (await send(mail)).json();
    const response = await fetch(`${service.url}/messages/${id}/html`);
    expect(await response.text()).toContain(mail.html);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-popups');
    expect(policy).not.toContain('allow-scripts');
  });

  it('answers 404 for an unknown mail and an unknown path', async () => {
    expect((await fetch(`${service.url}/messages/none`)).status).toBe(404);
    expect((await fetch(`${service.url}/nowhere`)).status).toBe(404);
  });
});
