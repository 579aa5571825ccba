import { describe, expect, it } from 'vitest';
import { BODY_BYTES_MAX, readJsonBody, readLimited } from './body';

const post = (body: BodyInit, type: string | null = 'application/json') =>
  new Request('http://localhost/api', {
    method: 'POST',
    body,
    headers: type === null ? {} : { 'content-type': type },
  });

describe('a JSON body', () => {
  it('is parsed', async () => {
    expect(await readJsonBody(post('{"a":"ü"}', 'application/json; charset=utf-8'))).toEqual({ a: 'ü' });
  });

  it.each([
    ['that is cut off', post('{"a":'), 400],
    ['that is empty', post(''), 400],
    ['that is not UTF-8', post(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)), 400],
    ['of another type', post('a=b', 'application/x-www-form-urlencoded'), 415],
    ['past the limit', post(`"${'x'.repeat(BODY_BYTES_MAX)}"`), 413],
  ])('%s is refused', async (_, request, status) => {
    await expect(readJsonBody(request)).rejects.toMatchObject({ status, code: 'invalid_request' });
  });

  it('past the limit is refused while it streams in, whatever its headers say', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const request = new Request('http://localhost/api', {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'application/json', 'content-length': '2' },
      duplex: 'half',
    } as RequestInit);
    await expect(readJsonBody(request)).rejects.toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(2 * BODY_BYTES_MAX);
  });

  it('that says itself that it is too large is not read at all', async () => {
    let read = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'application/json', 'content-length': '101' };
    const request = new Request('http://localhost/api', {
      method: 'POST',
      body,
      headers,
      duplex: 'half',
    } as RequestInit);
    await expect(readJsonBody(request, 100)).rejects.toMatchObject({ status: 413 });
    expect(read).toBe(false);
  });

  it('may be as large as its endpoint takes, and not a byte more', async () => {
    expect(await readJsonBody(post(`"${'x'.repeat(98)}"`), 100)).toHaveLength(98);
    await expect(readJsonBody(post(`"${'x'.repeat(99)}"`), 100)).rejects.toMatchObject({ status: 413 });
  });

  it('that comes byte by byte is not waited for, and its sender is told', async () => {
    let canceled = false;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((go) => setTimeout(go, 20));
        if (!canceled) controller.enqueue(new Uint8Array([32]));
      },
      cancel() {
        canceled = true;
      },
    });
    const request = new Request('http://localhost/api', {
      method: 'POST',
      body: slow,
      duplex: 'half',
    } as RequestInit);
    await expect(readLimited(request, 1_000_000, 100)).rejects.toMatchObject({
      status: 408,
      code: 'invalid_request',
    });
    expect(canceled).toBe(true);
  });

  it('may be none', async () => {
    expect(await readLimited(new Request('http://localhost/api'), 100)).toHaveLength(0);
  });
});
