import { expect, test } from 'vitest';
import { webLink, webLinkWords } from './web-link';

test.each(['https://halcyon.example/jobs/1', 'http://halcyon.example'])('%s is a link', (address) => {
  expect(webLink(address)).toBe(address);
});

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '/account/delete',
  '//evil.example',
  'Kongens gate 1',
  '',
  null,
])('%j is none', (address) => {
  expect(webLink(address)).toBeUndefined();
});

test.each([
  ['https://www.halcyon.example/jobs/1/?utm=x', 'halcyon.example/jobs/1'],
  ['https://halcyon.example/', 'halcyon.example'],
])('%s is shown as %s', (address, words) => {
  expect(webLinkWords(address)).toBe(words);
});
