import { exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createKeySet,
  KEYS_COOLDOWN_MS,
  KEYS_FRESH_MS,
  KEYS_USABLE_MS,
  KeysUnavailableError,
} from './key-set';

type Issuer = { keys: JSONWebKeySet; token: string };

let first: Issuer;
let second: Issuer;

beforeAll(async () => {
  first = await issuer('first');
  second = await issuer('second');
});

describe('createKeySet', () => {
  it('fetches once for many tokens at once and for all that follow', async () => {
    const { verify, calls } = given(() => first.keys);
    await Promise.all(Array.from({ length: 20 }, () => verify(first.token)));
    await verify(first.token);
    expect(calls()).toBe(1);
  });

  it('asks again once the keys are not fresh', async () => {
    const { verify, calls, pass } = given(() => first.keys);
    await verify(first.token);
    pass(KEYS_FRESH_MS - 1);
    await verify(first.token);
    expect(calls()).toBe(1);
    pass(1);
    await verify(first.token);
    expect(calls()).toBe(2);
  });

  it('asks again for a key that it does not know, and knows it then', async () => {
    let published = first.keys;
    const { verify, pass } = given(() => published);
    await verify(first.token);
    published = { keys: [...first.keys.keys, ...second.keys.keys] };
    pass(KEYS_COOLDOWN_MS);
    await verify(second.token);
  });

  it('asks at once for a key that came into use right after the keys were fetched', async () => {
    let published = first.keys;
    const { verify, calls } = given(() => published);
    await verify(first.token);
    published = { keys: [...first.keys.keys, ...second.keys.keys] };
    await Promise.all(Array.from({ length: 20 }, () => verify(second.token)));
    expect(calls()).toBe(2);
  });

  it('does not know a key any more that was taken out of use, once the keys are asked for again', async () => {
    let published = { keys: [...first.keys.keys, ...second.keys.keys] };
    const { verify, pass } = given(() => published);
    await verify(first.token);
    published = { keys: [...second.keys.keys] };
    pass(KEYS_FRESH_MS);
    await expect(verify(first.token)).rejects.toThrow('no applicable key');
    await verify(second.token);
  });

  it('keeps nobody waiting for a server that hangs, but those who find out', async () => {
    let answer: JSONWebKeySet | Promise<JSONWebKeySet> = first.keys;
    const { verify, calls, pass } = given(() => answer);
    await verify(first.token);
    pass(KEYS_FRESH_MS);
    answer = Promise.reject(new Error('timed out'));
    await verify(first.token);
    answer = new Promise(() => {});
    pass(KEYS_COOLDOWN_MS);
    await verify(first.token);
    await verify(first.token);
    expect(calls()).toBe(3);
  });

  it('is not made to ask again and again by tokens with unknown keys', async () => {
    const { verify, calls, pass } = given(() => first.keys);
    await verify(first.token);
    pass(KEYS_COOLDOWN_MS);
    for (let i = 0; i < 50; i++) await expect(verify(second.token)).rejects.toThrow();
    expect(calls()).toBe(2);
  });

  it('keeps verifying with what it has while the server is down, and no longer than tokens live', async () => {
    let down = false;
    const { verify, calls, pass } = given(() => {
      if (down) throw new Error('down');
      return first.keys;
    });
    await verify(first.token);
    down = true;
    pass(KEYS_FRESH_MS);
    await verify(first.token);
    await verify(first.token);
    expect(calls()).toBe(2);
    pass(KEYS_USABLE_MS - KEYS_FRESH_MS);
    await expect(verify(first.token)).rejects.toThrow(KeysUnavailableError);
  });

  it('lets nobody in without keys, and recovers at the next request', async () => {
    let down = true;
    const { verify } = given(() => {
      if (down) throw new Error('down');
      return first.keys;
    });
    await expect(verify(first.token)).rejects.toThrow(KeysUnavailableError);
    down = false;
    await verify(first.token);
  });
});

/** A key set on a clock of its own, over what `answer` publishes. */
function given(answer: () => JSONWebKeySet | Promise<JSONWebKeySet>) {
  let time = 1_000_000;
  let count = 0;
  const keys = createKeySet(
    async () => {
      count++;
      return answer();
    },
    () => time,
  );
  return {
    verify: (token: string) => jwtVerify(token, keys, { algorithms: ['ES256'] }),
    calls: () => count,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

async function issuer(kid: string): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  return { keys: { keys: [jwk] }, token };
}
