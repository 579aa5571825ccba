import type { JobInput, JobStatus, WorkMode } from '@/lib/jobs';

/** The `index`-th posting of the demo: always the same one, and believable beside the others. */
export function demoPosting(index: number): JobInput {
  const company = pick(companies, index);
  const [title, team] = pick(roles, index * 3 + Math.floor(index / companies.length));
  const status = pick(statuses, index);
  const place = pick(locations, index * 5);
  return {
    title,
    company: company.name,
    location: place.name,
    workMode: place.workMode,
    salaryText: pick(salaries, index * 3 + 1),
    source: pick(sources, index * 2 + Math.floor(index / 5)),
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

const locations: { name: string; workMode: WorkMode }[] = [
  { name: 'Remote, EU', workMode: 'remote' },
  { name: 'Berlin', workMode: 'onsite' },
  { name: 'London, hybrid', workMode: 'hybrid' },
  { name: 'Remote, US', workMode: 'remote' },
  { name: 'Amsterdam', workMode: 'onsite' },
  { name: 'Lisbon, hybrid', workMode: 'hybrid' },
  { name: 'New York', workMode: 'onsite' },
];

// Not every posting names its pay.
const salaries = [
  '€62,000 – €74,000 a year',
  null,
  '£55k–£68k',
  '$118,000 – $142,000',
  null,
  '€450 per day',
  '€70k+',
];

const sources = [
  'linkedin',
  'linkedin',
  'indeed',
  'greenhouse',
  'linkedin',
  'lever',
  'indeed',
  'manual',
  'ashby',
];

const notes = [
  'Referred by Sam. The role sits with {team}.',
  'First call went well; they asked about {team} and on-call.',
  'Sent the portfolio. Hiring for {team} by the end of the quarter.',
  'Take-home received, four hours, about {team}.',
];

/** What the posting itself says, in the markup that a page would have it in. */
export function demoDescription({ title, company }: JobInput): string {
  return [
    `<p>${company} is looking for a <strong>${title}</strong> who likes to see their work used.</p>`,
    '<h3>What you will do</h3>',
    '<ul><li>Own a part of the product from the first sketch to what people say of it</li>',
    '<li>Work with two or three others at a time, and write down what you decide</li>',
    '<li>Help us hire the next two people of the team</li></ul>',
    '<h3>What you bring</h3>',
    '<p>Some years of doing this, and examples of it. No degree is asked for.</p>',
  ].join('');
}

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '-');
}
