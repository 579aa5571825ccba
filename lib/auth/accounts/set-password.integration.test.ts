import { beforeAll, describe, expect, it } from 'vitest';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, endedClaims, resigned, sessionCookiesOf, tampered } from '@/local/test/sessions';
import { provedMailbox } from './set-password';

let token: string;
const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;

beforeAll(async () => {
  token = accessTokenIn(await sessionCookiesOf(await makePerson()));
});

describe('provedMailbox', () => {
  it('takes a session that began with a mailed link a short while ago', async () => {
    const mailed = await resigned(token, { amr: [{ method: 'otp', timestamp: minutesAgo(1) }] });
    expect(await provedMailbox(mailed)).toBe(true);
  });

  it('takes no session that began by password, long ago, or with nothing', async () => {
    expect(await provedMailbox(token)).toBe(false);
    const longAgo = { amr: [{ method: 'otp', timestamp: minutesAgo(20) }] };
    expect(await provedMailbox(await resigned(token, longAgo))).toBe(false);
    expect(await provedMailbox(await resigned(token, { amr: [] }))).toBe(false);
  });

  it('takes no token that is forged or has ended', async () => {
    const mailed = await resigned(token, { amr: [{ method: 'otp', timestamp: minutesAgo(1) }] });
    expect(await provedMailbox(tampered(mailed))).toBe(false);
    expect(await provedMailbox(await resigned(mailed, endedClaims()))).toBe(false);
  });
});
