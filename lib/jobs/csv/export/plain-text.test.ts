import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from './plain-text';

it.each([
  ['Plain words', 'Plain words'],
  ['<p>First</p><p>Second</p>', 'First\n\nSecond'],
  ['<p>One line<br>and<br/>more</p>', 'One line\nand\nmore'],
  ['<p>You:</p><ul><li>design</li><li><strong>build</strong></li></ul>', 'You:\n\n- design\n- build'],
  ['<h2>About  us</h2>\n  <p>We &amp; you</p>', 'About us\n\nWe & you'],
  ['a &lt;b&gt; &#39;c&#x27; &euro;&nbsp;5', "a <b> 'c' € 5"],
  ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
  ['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
  ['&unknown; &#0; &#xd800;', '&unknown; &#0; &#xd800;'],
  ['', ''],
])('reads %j as %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it('reads anything without taking long or failing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (html) => {
      expect(plainText(html)).toBe(plainText(html).trim());
    }),
  );
});
