/** A posting on a site whose addresses are known. */
export type SiteAddress = {
  /** The one name to compare by. */
  canonical: string;
  /** Where it opens, when the address that was given is not as good. */
  link?: string;
};

/** What an address means on the sites whose postings have many addresses; nothing for all others. */
export function siteAddressOf(url: URL): SiteAddress | undefined {
  for (const read of readers) {
    const found = read(url);
    if (found) return found;
  }
  return undefined;
}

/** Whether a host is that domain or below it. */
export function isAt({ hostname }: URL, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

// The posting is in the path, after words or not, or open beside a list of others.
function linkedin(url: URL): SiteAddress | undefined {
  if (!isAt(url, 'linkedin.com')) return undefined;
  const id =
    /\/jobs\/view\/(?:[^/]*-)?(\d{5,20})(?:\/|$)/.exec(url.pathname)?.[1] ??
    /\/jobPosting\/(\d{5,20})(?:\/|$)/.exec(url.pathname)?.[1] ??
    numberIn(url, 'currentJobId');
  if (!id) return undefined;
  return {
    canonical: `https://linkedin.com/jobs/view/${id}`,
    link: `https://www.linkedin.com/jobs/view/${id}/`,
  };
}

// Each country has a host of its own and opens its own postings only; their keys are unique among all.
function indeed(url: URL): SiteAddress | undefined {
  if (!isAt(url, 'indeed.com')) return undefined;
  const key = [url.searchParams.get('jk'), url.searchParams.get('vjk')].find((each) =>
    /^[0-9a-f]{16}$/i.test(each ?? ''),
  );
  if (!key) return undefined;
  const path = `/viewjob?jk=${key.toLowerCase()}`;
  return { canonical: `https://indeed.com${path}`, link: `https://${url.hostname}${path}` };
}

// A company may show a posting on pages of its own, where nothing but the number of the posting is told.
function greenhouse(url: URL): SiteAddress | undefined {
  const own = isAt(url, 'greenhouse.io');
  const id =
    numberIn(url, 'gh_jid') ??
    (own ? (/\/jobs\/(\d{5,20})(?:\/|$)/.exec(url.pathname)?.[1] ?? numberIn(url, 'token')) : undefined);
  if (!id) return undefined;
  const board = own ? /^\/([\w-]+)\/jobs\/\d/.exec(url.pathname)?.[1] : undefined;
  return {
    canonical: `https://boards.greenhouse.io/embed/job_app?token=${id}`,
    ...(board ? { link: `https://${url.hostname}/${board}/jobs/${id}` } : {}),
  };
}

function lever(url: URL): SiteAddress | undefined {
  if (!isAt(url, 'lever.co')) return undefined;
  const [, company, id] = new RegExp(`^/([^/]+)/(${uuid})(?:/|$)`, 'i').exec(url.pathname) ?? [];
  if (!company || !id) return undefined;
  const link = `https://${url.hostname}/${company}/${id.toLowerCase()}`;
  return { canonical: link.toLowerCase(), link };
}

// The same posting stands below its place (/job/Berlin/…) and beside a list (/details/…), in each language.
function workday(url: URL): SiteAddress | undefined {
  if (!isAt(url, 'myworkdayjobs.com') && !isAt(url, 'myworkdaysite.com')) return undefined;
  const parts = url.pathname.split('/').filter((part) => part !== '' && !/^[a-z]{2}-[A-Z]{2}$/.test(part));
  const at = parts.findIndex((part) => part === 'job' || part === 'details');
  const name = parts.slice(at + 1).find((part) => /_[A-Za-z0-9-]*\d[A-Za-z0-9-]*$/.test(part));
  if (at < 1 || !name) return undefined;
  const link = `https://${url.hostname}/${parts.slice(0, at).join('/')}/details/${name}`;
  return { canonical: link, link };
}

// As at Greenhouse, a company's own page tells the posting's id alone.
function ashby(url: URL): SiteAddress | undefined {
  const embedded = url.searchParams.get('ashby_jid');
  const own = url.hostname === 'jobs.ashbyhq.com';
  const [, organization, inPath] = own
    ? (new RegExp(`^/([^/]+)/(${uuid})(?:/|$)`, 'i').exec(url.pathname) ?? [])
    : [];
  const id = inPath ?? (new RegExp(`^${uuid}$`, 'i').test(embedded ?? '') ? embedded : undefined);
  if (!id) return undefined;
  const lower = id.toLowerCase();
  return {
    canonical: `https://jobs.ashbyhq.com/posting/${lower}`,
    ...(organization && organization !== 'posting'
      ? { link: `https://jobs.ashbyhq.com/${organization}/${lower}` }
      : {}),
  };
}

function numberIn(url: URL, name: string): string | undefined {
  return /^\d{5,20}$/.exec(url.searchParams.get(name) ?? '')?.[0];
}

const readers = [linkedin, indeed, greenhouse, lever, workday, ashby];
