import { describe, expect, it } from 'vitest';
import { pageRefusal, refusalWords } from './page-refusal';
import { pageText } from './page-text';

describe('an answer that is no posting', () => {
  const answer = (
    status: number,
    type: string | null = 'text/html; charset=utf-8',
    url = 'https://a.example/1',
  ) => pageRefusal({ status, url, headers: new Headers(type === null ? {} : { 'content-type': type }) });

  it.each([
    [answer(404), refusalWords.gone],
    [answer(410), refusalWords.gone],
    [answer(403), refusalWords.closed],
    [answer(429), refusalWords.closed],
    [answer(999), refusalWords.closed],
    [answer(302), refusalWords.closed],
    [answer(500), refusalWords.failing],
    [answer(200, 'application/pdf'), refusalWords.no_page],
    [answer(200, 'text/html', 'https://www.linkedin.com/authwall?trk=x'), refusalWords.closed],
    [answer(200, 'text/html', 'https://www.linkedin.com/uas/login'), refusalWords.closed],
    [answer(200), undefined],
    [answer(200, null), undefined],
    [answer(200, 'TEXT/HTML'), undefined],
    [answer(200, 'text/html', 'https://a.example/jobs/login-specialist'), undefined],
  ])('%#: %s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('a page’s text', () => {
  const read = (body: Uint8Array, type = 'text/html') =>
    pageText({ body, headers: new Headers({ 'content-type': type }) });
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  it('is read in the encoding that it names', () => {
    expect(read(latin('K\u00f6ln'), 'text/html; charset=ISO-8859-1')).toBe('Köln');
    expect(read(latin('<meta charset="windows-1252">K\u00f6ln'))).toContain('Köln');
    expect(read(new TextEncoder().encode('Köln'))).toBe('Köln');
    expect(read(new TextEncoder().encode('Köln'), 'text/html; charset=made-up')).toBe('Köln');
  });
});
