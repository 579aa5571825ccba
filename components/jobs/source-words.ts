/** Where a job was found, as people write it: what we store in lower case is the name of a site or of a way in. */
export function sourceWords(source: string): string {
  return Object.hasOwn(known, source) ? (known[source] ?? source) : source;
}

const known: Record<string, string> = {
  linkedin: 'LinkedIn',
  indeed: 'Indeed',
  greenhouse: 'Greenhouse',
  lever: 'Lever',
  workday: 'Workday',
  ashby: 'Ashby',
  manual: 'Added by hand',
  import: 'Imported',
  sample: 'Sample',
};
