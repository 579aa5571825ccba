import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { cleanDescription } from '@/lib/jobs/description';
import { pastedMarkup, pastedText } from './pasted-markup';

test.each([
  ['<p style="color:red">One <span class="x">two</span></p>', '<p>One two</p>'],
  ['<div><div>One</div><div>Two</div></div>', '<p>One</p><p>Two</p>'],
  ['<div><h1>You</h1><ul><li><b>Go</b></li></ul></div>', '<h2>You</h2><ul><li><b>Go</b></li></ul>'],
  ['<p>a</p><script>alert(1)</script><style>*{}</style>', '<p>a</p>'],
  ['<img src=x onerror=alert(1)>b', 'b'],
  [
    '<a href="https://a.example/?x=1&amp;y=2" onclick="x()">a</a>',
    '<a href="https://a.example/?x=1&amp;y=2">a</a>',
  ],
  ['<a href="javascript:alert(1)">a</a>', 'a'],
  ['<p>1 &lt; 2 &amp; 3</p>', '<p>1 &lt; 2 &amp; 3</p>'],
])('%s is pasted as %s', (html, markup) => {
  expect(pasted(html)).toBe(markup);
});

test('what is pasted is what the server keeps, but for how it marks links', () => {
  const markup = pasted('<div><h1>You</h1><div>One &amp; two</div><ul><li>Go</li></ul><p>Daily</p></div>');
  expect(cleanDescription(markup)).toBe(markup);
});

test('plain text becomes paragraphs, and its signs stay', () => {
  expect(pastedText('One <b>\nline\n\n\nTwo')).toBe('<p>One &lt;b&gt;<br>line</p><p>Two</p>');
});

function pasted(html: string): string {
  return pastedMarkup(parseHTML(`<html><body>${html}</body></html>`).document.body);
}
