import { expect, it } from 'vitest';
import { networkOf } from './network';

it.each([
  ['203.0.113.9', '203.0.113.x'],
  [' 203.0.113.9 ', '203.0.113.x'],
  ['203.0.113.9:4711', '203.0.113.x'],
  ['::ffff:203.0.113.9', '203.0.113.x'],
  ['2001:db8:7:1::9', '2001:db8:7::/48'],
  ['2001:DB8:0007::', '2001:db8:7::/48'],
  ['[2001:db8:7::9]:4711', '2001:db8:7::/48'],
  ['2001:db8::', '2001:db8:0::/48'],
  ['64:ff9b::203.0.113.9', '64:ff9b:0::/48'],
  ['1:2:3:4:5:6:7:8', '1:2:3::/48'],
])('given %s, keeps the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'])(
  'given %s, it is this machine',
  (address) => {
    expect(networkOf(address)).toBe('loopback');
  },
);

it.each([
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.178.20',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  'fd00::1',
  'fe80::1%eth0',
  '::',
])('given %s, it is a private network', (address) => {
  expect(networkOf(address)).toBe('private');
});

it.each(['172.32.0.1', '100.128.0.1', '192.169.0.1'])('given %s, it is no private network', (address) => {
  expect(networkOf(address)).toMatch(/\.x$/);
});

it.each([
  null,
  undefined,
  '',
  'unknown',
  '1.2.3',
  '1.2.3.400',
  '_hidden',
  '2001:db8:::1',
  "'; drop table",
  ':',
])('given %j, nothing is kept', (address) => {
  expect(networkOf(address)).toBeNull();
});
