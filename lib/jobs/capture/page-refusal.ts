import type { GuardedResponse, RefusalReason } from '@/lib/http/server';

const byHand = 'Save it with the browser extension, or enter it by hand.';

/** Why nothing could be read at an address, and what to do instead. */
export const refusalWords: Readonly<
  Record<RefusalReason | 'closed' | 'gone' | 'failing' | 'no_page' | 'nothing', string>
> = {
  not_allowed: 'This address cannot be opened from here. Enter the job by hand.',
  unreachable: 'The site could not be reached. Check the link, or enter the job by hand.',
  too_large: 'This page is too large to be read. Enter the job by hand.',
  too_slow: 'The site took too long to answer. Try again, or enter the job by hand.',
  too_many_redirects: 'This link leads on and on. Copy the address of the posting itself.',
  undecodable: `The site’s answer could not be read. ${byHand}`,
  closed: `The site shows this page to people in a browser only. ${byHand}`,
  gone: 'The site has no page at this address any more.',
  failing: 'The site has a problem of its own. Try again later, or enter the job by hand.',
  no_page: 'This link leads to a file, not to a web page.',
  nothing: `No posting could be read at this address. ${byHand}`,
};

/** Why an answer is no page with a posting, in words; undefined when it may be one. */
export function pageRefusal({ status, headers, url }: Omit<GuardedResponse, 'body'>): string | undefined {
  if (status === 404 || status === 410) return refusalWords.gone;
  if (status >= 500 && status !== 999) return refusalWords.failing;
  // LinkedIn answers 999 to whatever is no browser.
  if (status >= 300 || isSignInPage(url)) return refusalWords.closed;
  const type = headers.get('content-type');
  return type === null || /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
    ? undefined
    : refusalWords.no_page;
}

// Where a site asks who one is.
function isSignInPage(url: string): boolean {
  return /^\/(?:[a-z-]+\/)?(?:authwall|login|signin|sign-in|uas\/login|checkpoint|account\/login)(?:\/|$)/i.test(
    new URL(url).pathname,
  );
}
