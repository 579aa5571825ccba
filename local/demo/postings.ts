import type { JobInput, JobStatus } from '@/lib/jobs';

/** The `index`-th posting of the demo: always the same one, and believable beside the others. */
export function demoPosting(index: number): JobInput {
  const company = pick(companies, index);
  const [title, team] = pick(roles, index * 3 + Math.floor(index / companies.length));
  const status = pick(statuses, index);
  return {
    title,
    company: company.name,
    location: pick(locations, index * 5),
    url: `https://${company.domain}/careers/${slug(title)}-${1000 + index * 37}`,
    notes: status === 'saved' ? null : pick(notes, index).replace('{team}', team),
    status,
  };
}

const statuses: JobStatus[] = [
  'saved',
  'applied',
  'saved',
  'interviewing',
  'applied',
  'saved',
  'rejected',
  'saved',
  'offer',
];

const companies = [
  { name: 'Halcyon Maps', domain: 'halcyonmaps.example' },
  { name: 'Birch & Rowe', domain: 'birchrowe.example' },
  { name: 'Tidewater Energy', domain: 'tidewater.example' },
  { name: 'Lumen Health', domain: 'lumenhealth.example' },
  { name: 'Parcelwise', domain: 'parcelwise.example' },
  { name: 'Kestrel Bank', domain: 'kestrelbank.example' },
  { name: 'Foundry Nine', domain: 'foundrynine.example' },
  { name: 'Meridian Rail', domain: 'meridianrail.example' },
  { name: 'Openfield', domain: 'openfield.example' },
  { name: 'Quill Legal', domain: 'quill.example' },
  { name: 'Saltmarsh Studio', domain: 'saltmarsh.example' },
];

const roles: [title: string, team: string][] = [
  ['Senior Frontend Engineer', 'the design systems team'],
  ['Product Designer', 'growth'],
  ['Data Analyst', 'operations'],
  ['Engineering Manager', 'platform'],
  ['Customer Success Manager', 'the enterprise accounts'],
  ['Backend Engineer, Payments', 'billing'],
  ['Technical Writer', 'developer experience'],
  ['UX Researcher', 'the mobile app'],
  ['Site Reliability Engineer', 'infrastructure'],
  ['Product Manager', 'onboarding'],
];

const locations = [
  'Remote, EU',
  'Berlin',
  'London, hybrid',
  'Remote, US',
  'Amsterdam',
  'Lisbon, hybrid',
  'New York',
];

const notes = [
  'Referred by Sam. The role sits with {team}.',
  'First call went well; they asked about {team} and on-call.',
  'Sent the portfolio. Hiring for {team} by the end of the quarter.',
  'Take-home received, four hours, about {team}.',
];

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '-');
}
