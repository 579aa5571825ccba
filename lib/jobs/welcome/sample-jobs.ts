import type { JobInput } from '../schema';

/** What `source` says of a sample, by which it is found again. */
export const SAMPLE_SOURCE = 'sample';

/** Invented jobs, one for each step of an application but the last, to see what a board looks like in use. */
export const sampleJobs: readonly (JobInput & { status: 'saved' | 'applied' | 'interviewing' })[] = [
  {
    title: 'Product Designer',
    company: 'Northwind Labs (sample)',
    location: 'Berlin',
    workMode: 'hybrid',
    salary: { min: 6_200_000, max: 7_400_000, currency: 'EUR', interval: 'year' },
    notes: 'Mira knows somebody there. Ask her before applying.',
    status: 'saved',
  },
  {
    title: 'Frontend Engineer',
    company: 'Halden Systems (sample)',
    location: 'Europe',
    workMode: 'remote',
    salary: { min: null, max: 8_500_000, currency: 'EUR', interval: 'year' },
    status: 'saved',
  },
  {
    title: 'Design Engineer',
    company: 'Papertrail Studio (sample)',
    location: 'Amsterdam',
    workMode: 'onsite',
    notes: 'Sent the portfolio with the two case studies.',
    status: 'applied',
  },
  {
    title: 'Staff Engineer, Platform',
    company: 'Kestrel Health (sample)',
    location: 'London',
    workMode: 'hybrid',
    salary: { min: 9_500_000, max: 11_000_000, currency: 'GBP', interval: 'year' },
    notes: 'First talk went well. They asked about on-call; prepare examples.',
    status: 'interviewing',
  },
];
