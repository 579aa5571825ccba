import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './is-public-address';

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '169.253.255.255',
    '192.167.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2a00:1450:4001:830::200e',
  ])('%s of somebody on the internet is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['a private network', '10.0.0.1'],
    ['a private network', '172.16.0.1'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['behind a carrier', '100.64.0.1'],
    ['metadata of a cloud', '100.100.100.200'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['metadata of a cloud', '169.254.169.254'],
    ['metadata of a cloud', '169.254.170.2'],
    ['metadata of a cloud', '192.0.0.192'],
    ['documentation', '203.0.113.7'],
    ['benchmarks', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['any of version 6', '::'],
    ['loopback of version 6', '::1'],
    ['loopback at length', '0:0:0:0:0:0:0:1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700:4700::1111%eth0'],
    ['unique local', 'fc00::1'],
    ['metadata of a cloud', 'fd00:ec2::254'],
    ['site-local', 'fec0::1'],
    ['multicast of version 6', 'ff02::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped in hexadecimal', '::ffff:7f00:1'],
    ['mapped and public', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 of a network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['documentation', '2001:db8::1'],
    ['discard', '100::1'],
    ['a name', 'localhost'],
    ['a number', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['short', '127.1'],
    ['in brackets', '[::1]'],
    ['nothing', ''],
    ['with a space', ' 8.8.8.8'],
  ])('of %s, %s, is not', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  const byte = fc.integer({ min: 0, max: 255 });
  const v4 = fc.tuple(byte, byte, byte, byte);

  it('is never public when it stands within another of version 6', () => {
    fc.assert(
      fc.property(v4, fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'), (parts, prefix) => {
        expect(isPublicAddress(`${prefix}${parts.join('.')}`)).toBe(false);
      }),
    );
  });

  it('is as its network is, whatever its last bits are', () => {
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        for (const first of [0, 10, 127, 224, 239, 240, 255])
          expect(isPublicAddress(`${first}.${b}.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`169.254.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`192.168.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`172.${16 + (b % 16)}.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`100.${64 + (b % 64)}.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`8.${b}.${c}.${d}`)).toBe(true);
      }),
    );
  });

  it('of version 6 is never public outside of what is handed out', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.tuple(group, group, group, group, group, group, group, group), (groups) => {
        const [first] = groups;
        if (first >= 0x2000 && first <= 0x3fff) return;
        expect(isPublicAddress(groups.map((each) => each.toString(16)).join(':'))).toBe(false);
      }),
    );
  });
});
