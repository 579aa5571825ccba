/** What a form says of a posting, as the query of `GET /api/jobs/lookup`; empty while that is too little to be found by. */
export function soughtIn(form: FormData): string {
  const [url, title, company, location] = ['url', 'title', 'company', 'location'].map((name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  });
  const query = new URLSearchParams();
  const address = url && !/^[a-z][a-z0-9+.-]*:/i.test(url) ? `https://${url}` : url;
  if (address && URL.canParse(address) && new URL(address).hostname.includes('.')) query.set('url', address);
  if (title && company) {
    query.set('title', title);
    query.set('company', company);
    if (location) query.set('location', location);
  }
  return query.toString();
}
