/** Takes from an address what says who came from where, in which session, and to which place on the page. */
export function withoutTracking(url: URL): void {
  url.username = '';
  url.password = '';
  // A fragment that looks like a path is where a page of one address keeps its postings.
  if (!/^#!?\//.test(url.hash)) url.hash = '';
  url.pathname = url.pathname.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  for (const name of new Set(url.searchParams.keys())) {
    if (tracking.has(name.toLowerCase()) || trackingFamily.test(name)) url.searchParams.delete(name);
  }
  // Reading and writing once makes two spellings of the same query one.
  url.search = url.searchParams.toString();
}

const trackingFamily = /^(?:utm_|mtm_|pk_|hsa_|ga_|itm_|lever-|aspsessionid)/i;

const tracking = new Set([
  ...['gclid', 'gbraid', 'wbraid', 'gclsrc', 'dclid', 'fbclid', 'msclkid', 'yclid', 'twclid', 'ttclid'],
  ...['li_fat_id', 'igshid', 'mc_cid', 'mc_eid', '_hsenc', '_hsmi', 'hsctatracking', 'mkt_tok', 'vero_id'],
  ...['_ga', '_gl', 'cmpid', 'icid', 's_cid', 'scid', 'spm', 'wt_mc', 'wt.mc_id', 'oly_enc_id'],
  ...['ref', 'refid', 'referer', 'referrer', 'ref_src', 'src', 'source', 'jobsource', 'jobboard'],
  ...['trk', 'trkinfo', 'trackingid', 'lipi', 'originalsubdomain', 'gh_src', 'iis', 'iisn'],
  ...['jsessionid', 'phpsessid', 'sessionid', 'session_id', 'sid'],
]);
