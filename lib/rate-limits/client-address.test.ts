import { describe, expect, it } from 'vitest';
import { clientAddress, isLoopbackAddress } from './client-address';

const from = (forwarded: string | null, proxies = 1) =>
  clientAddress(new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }), proxies);

describe('the address of a client', () => {
  it('is what the last proxy of ours saw, and never what the caller wrote before it', () => {
    expect(from('203.0.113.7')).toBe('203.0.113.7');
    expect(from('1.1.1.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(from('1.1.1.1, 203.0.113.7, 10.0.0.1', 2)).toBe('203.0.113.7');
  });

  it('is not known when there are fewer entries than proxies, or what is there is no address', () => {
    expect(from(null)).toBeNull();
    expect(from('')).toBeNull();
    expect(from('203.0.113.7', 2)).toBeNull();
    for (const wrong of ['unknown', '300.1.1.1', '1.2.3', '_hidden', '2001:db8::zz', '::1::2', 'a b'])
      expect([wrong, from(wrong)]).toEqual([wrong, null]);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
  ])('of %s is %s', (written, network) => {
    expect(from(written)).toBe(network);
  });

  it('tells this machine from others', () => {
    expect(['::1', '127.0.0.1', '::ffff:127.0.0.1'].map((own) => isLoopbackAddress(from(own) ?? ''))).toEqual(
      [true, true, true],
    );
    expect(['128.0.0.1', '2001:db8::1', '1::1'].some((other) => isLoopbackAddress(from(other) ?? ''))).toBe(
      false,
    );
  });
});
