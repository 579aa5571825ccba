import { DOMParser } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { plainText } from './plain-text';

vi.stubGlobal('DOMParser', DOMParser);

const textOf = (body: string) => plainText(`<html><body>${body}</body></html>`);

describe('the plain text of a description', () => {
  it.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    [
      '<h3>Role</h3><ul><li>Maps</li><li>More <b>maps</b></li></ul><p>End</p>',
      'Role\n\n• Maps\n• More maps\n\nEnd',
    ],
    ['A<br>B<br><br>C', 'A\nB\n\nC'],
    ['<p>  a\n b  </p>', 'a b'],
    ['', ''],
  ])('of %s', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('is the same when it is read again', () => {
    const text = textOf('<h2>A</h2><p>B<br>C</p><ul><li>D</li></ul>');
    expect(textOf(`<p>${text.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>')}</p>`)).toBe(text);
  });
});
