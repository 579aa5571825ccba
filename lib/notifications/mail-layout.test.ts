import { expect, it } from 'vitest';
import { htmlMail, type MailContent, textMail } from './mail-layout';

const mail: MailContent = {
  subject: 'Your week & <more>',
  text: ['A <b>paragraph</b>.'],
  lists: [
    { title: 'To & fro', items: [{ text: '<i>One</i>', url: 'https://foothold.example/a?b=1&c="2"' }] },
  ],
  action: { label: 'Open', url: 'https://foothold.example' },
  footer: 'Why you get this.',
  unsubscribeUrl: 'https://foothold.example/unsubscribe?token=a.b',
};

it('shows nothing that was written as markup, in a list as little as in a paragraph', () => {
  const html = htmlMail(mail);
  expect(html).not.toMatch(/<b>|<i>|<more>|"2"/);
  expect(html).toContain('href="https://foothold.example/a?b=1&amp;c=&quot;2&quot;"');
  expect(html).toContain('>To &amp; fro</h2>');
});

it('has the way out at its foot, in both forms, and none where there is none', () => {
  expect(htmlMail(mail)).toContain('href="https://foothold.example/unsubscribe?token=a.b"');
  expect(textMail(mail)).toMatch(/Unsubscribe: https:\/\/foothold\.example\/unsubscribe\?token=a\.b\n$/);
  const { unsubscribeUrl: _, ...bound } = mail;
  expect(htmlMail(bound) + textMail(bound)).not.toMatch(/unsubscribe/i);
});

it('says the same as text', () => {
  expect(textMail(mail)).toBe(
    [
      'A <b>paragraph</b>.',
      'To & fro\n- <i>One</i>\n  https://foothold.example/a?b=1&c="2"',
      'Open: https://foothold.example',
      'Why you get this.',
      'Unsubscribe: https://foothold.example/unsubscribe?token=a.b\n',
    ].join('\n\n'),
  );
});
