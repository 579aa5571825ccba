import { readFileSync } from 'node:fs';
import type { CapturedPosting } from './captured-posting';

/** A page written for the tests as its site builds such pages, and what is to be read there. */
export type FixturePage = {
  file: string;
  url: string;
  expected: Omit<CapturedPosting, 'description'>;
  /** Pieces of the description. */
  description: readonly string[];
};

const ashbyId = '5c3f1d2e-8a7b-4c6d-9e0f-1a2b3c4d5e6f';
const workdayPath = 'meridian.wd5.myworkdayjobs.com/External';

/** One or more pages of each site that is known, and of others. */
export const fixturePages: readonly FixturePage[] = [
  {
    file: 'linkedin-signed-in',
    url: 'https://www.linkedin.com/jobs/view/3712345678/?trk=x',
    expected: {
      title: 'Senior Cartographer',
      company: 'Halcyon Maps',
      location: 'Berlin, Germany',
      workMode: 'hybrid',
      salaryText: '€70K/yr - €85K/yr',
      source: 'linkedin',
      url: 'https://www.linkedin.com/jobs/view/3712345678/',
    },
    description: ['<strong>Who we are</strong>', '<li>Own the style of our terrain maps</li>'],
  },
  {
    file: 'linkedin-search-pane',
    url: 'https://www.linkedin.com/jobs/search/?currentJobId=3712345678&keywords=cartographer',
    expected: {
      title: 'GIS Engineer',
      company: 'Northwind Atlas',
      location: 'Germany',
      workMode: 'remote',
      source: 'linkedin',
      url: 'https://www.linkedin.com/jobs/view/3712345678/',
    },
    description: ['<strong>PostGIS</strong>'],
  },
  {
    file: 'linkedin-public',
    url: 'https://de.linkedin.com/jobs/view/senior-cartographer-at-halcyon-maps-3712345678?refId=1',
    expected: {
      title: 'Senior Cartographer',
      company: 'Halcyon Maps',
      location: 'Berlin, DE',
      salaryText: '€70,000.00/yr - €85,000.00/yr',
      closesOn: '2026-12-31',
      source: 'linkedin',
      url: 'https://www.linkedin.com/jobs/view/3712345678/',
    },
    description: ['<p>Halcyon draws maps', '<li>Research &amp; design</li>'],
  },
  {
    file: 'linkedin-renamed-classes',
    url: 'https://www.linkedin.com/jobs/view/3712345678/',
    expected: {
      title: 'Senior Cartographer',
      company: 'Halcyon Maps',
      source: 'linkedin',
      url: 'https://www.linkedin.com/jobs/view/3712345678/',
    },
    description: ['<strong>Who we are</strong>', 'find their way by'],
  },
  {
    file: 'indeed-single',
    url: 'https://uk.indeed.com/viewjob?jk=0a1b2c3d4e5f6789&from=serp',
    expected: {
      title: 'Warehouse Planner',
      company: 'Ridge & Sons Ltd',
      location: 'Leeds, GB',
      salaryText: 'GBP 31,000 - 36,500 per year',
      closesOn: '2026-12-10',
      source: 'indeed',
      url: 'https://uk.indeed.com/viewjob?jk=0a1b2c3d4e5f6789',
    },
    description: ['<p>Plan the day of a warehouse &amp; its crew.</p>', '<li>Rotas</li>'],
  },
  {
    file: 'indeed-two-pane',
    url: 'https://de.indeed.com/jobs?q=cartographer&l=Berlin&vjk=1a1b2c3d4e5f6789',
    expected: {
      title: 'Terrain Modeller',
      company: 'Halcyon Maps',
      location: '10115 Berlin',
      workMode: 'hybrid',
      salaryText: '25 € - 32 € pro Stunde',
      source: 'indeed',
      url: 'https://de.indeed.com/viewjob?jk=1a1b2c3d4e5f6789',
    },
    description: ['<b>About the role</b>', 'Shape hills from lidar.'],
  },
  {
    file: 'greenhouse-new-board',
    url: 'https://job-boards.greenhouse.io/halcyon/jobs/4567890123?gh_src=x',
    expected: {
      title: 'Platform Engineer',
      company: 'Halcyon Maps',
      location: 'Remote, Europe',
      workMode: 'remote',
      salaryText: '€80,000 - €95,000 EUR',
      source: 'greenhouse',
      url: 'https://job-boards.greenhouse.io/halcyon/jobs/4567890123',
    },
    description: ['<p>Halcyon draws maps.</p>', '<li>Keep tile servers fast</li>'],
  },
  {
    file: 'greenhouse-old-board',
    url: 'https://boards.greenhouse.io/northwind/jobs/4567890124',
    expected: {
      title: 'Office Manager',
      company: 'Northwind Atlas',
      location: 'Oslo, Norway',
      salaryText: '600,000—680,000 NOK',
      source: 'greenhouse',
      url: 'https://boards.greenhouse.io/northwind/jobs/4567890124',
    },
    description: ['<em>sixty</em>', 'Good coffee'],
  },
  {
    file: 'greenhouse-embedded',
    url: 'https://www.meridian.example/careers/job?gh_jid=4567890125&gh_src=y',
    expected: {
      title: 'Field Surveyor',
      company: 'Meridian Works',
      location: 'Lyon, France (On-site)',
      workMode: 'onsite',
      source: 'greenhouse',
      url: 'https://www.meridian.example/careers/job?gh_jid=4567890125',
    },
    description: ['<p>Measure land for new tram lines.</p>'],
  },
  {
    file: 'lever-posting',
    url: `https://jobs.lever.co/halcyon/${ashbyId}?lever-source=x`,
    expected: {
      title: 'Product Designer',
      company: 'Halcyon Maps',
      location: 'Amsterdam',
      workMode: 'hybrid',
      salaryText: '€58,000 - €66,000 a year',
      source: 'lever',
      url: `https://jobs.lever.co/halcyon/${ashbyId}`,
    },
    description: ['Design the way people read maps.', '<li>Test with travellers</li>'],
  },
  {
    file: 'lever-remote',
    url: `https://jobs.lever.co/northwind/${ashbyId}/apply`,
    expected: {
      title: 'Support Lead',
      company: 'Northwind Atlas',
      location: 'Toronto, ON',
      workMode: 'remote',
      source: 'lever',
      url: `https://jobs.lever.co/northwind/${ashbyId}`,
    },
    description: ['<p>Answer people who are lost.</p>'],
  },
  {
    file: 'workday-posting',
    url: `https://${workdayPath}/job/Denver-CO/Data-Steward_R-10234?source=x`,
    expected: {
      title: 'Data Steward',
      company: '100 Meridian Works, Inc.',
      location: 'Denver, CO, United States of America',
      workMode: 'hybrid',
      closesOn: '2027-01-15',
      source: 'workday',
      url: `https://${workdayPath}/details/Data-Steward_R-10234`,
    },
    description: ['<p>Keep our data in order.</p>', '<li>Places</li>'],
  },
  {
    file: 'workday-details-pane',
    url: `https://${workdayPath}/details/Ward-Clerk_R-777?q=clerk`,
    expected: {
      title: 'Ward Clerk',
      company: 'Meridian',
      location: 'Hamburg',
      source: 'workday',
      url: `https://${workdayPath}/details/Ward-Clerk_R-777`,
    },
    description: ['<p>Keep the ward'],
  },
  {
    file: 'ashby-rendered',
    url: `https://jobs.ashbyhq.com/halcyon/${ashbyId}?utm_source=x`,
    expected: {
      title: 'Staff Engineer',
      company: 'Halcyon Maps',
      location: 'Germany; France',
      workMode: 'remote',
      salaryText: 'EUR 110,000 - 130,000 per year',
      source: 'ashby',
      url: `https://jobs.ashbyhq.com/halcyon/${ashbyId}`,
    },
    description: ['<strong>routing</strong>', 'Own the engine'],
  },
  {
    file: 'ashby-before-script',
    url: 'https://jobs.ashbyhq.com/northwind/6d3f1d2e-8a7b-4c6d-9e0f-1a2b3c4d5e6f',
    expected: {
      title: 'Data Analyst',
      company: 'Northwind Atlas',
      location: 'Copenhagen',
      workMode: 'onsite',
      salaryText: 'DKK 45K – DKK 52K per month',
      source: 'ashby',
      url: 'https://jobs.ashbyhq.com/northwind/6d3f1d2e-8a7b-4c6d-9e0f-1a2b3c4d5e6f',
    },
    description: ['<p>Count what matters.</p>'],
  },
  {
    file: 'other-json-ld-graph',
    url: 'https://karriere.stadtgruen.example/stellen/7#bewerben',
    expected: {
      title: 'Gärtnerin (m/w/d) – Teilzeit',
      company: 'Stadtgrün GmbH',
      location: 'Köln, Deutschland; Bonn',
      salaryText: 'EUR 17.5 - 19 per hour',
      closesOn: '2026-12-24',
      source: 'karriere.stadtgruen.example',
      url: 'https://karriere.stadtgruen.example/stellen/7',
    },
    description: ['Wir pflegen Parks.'],
  },
  {
    file: 'other-microdata',
    url: 'https://www.fjordyard.example/vacancies/boat-builder',
    expected: {
      title: 'Boat Builder',
      company: 'Fjord Yard',
      location: 'Bergen, Norway',
      salaryText: 'NOK 520,000 a year',
      closesOn: '2026-12-20',
      source: 'fjordyard.example',
      url: 'https://www.fjordyard.example/vacancies/boat-builder',
    },
    description: ['<p>Build wooden boats by hand.</p>'],
  },
  {
    file: 'other-plain',
    url: 'https://morningoven.example/news/baker?utm_source=x',
    expected: {
      title: 'Baker for the early shift',
      company: 'Morning Oven',
      source: 'morningoven.example',
      url: 'https://morningoven.example/news/baker',
    },
    description: ['three ovens going at once', 'We answer everybody within a week'],
  },
];

/** The HTML of a page. */
export function htmlOf({ file }: Pick<FixturePage, 'file'>): string {
  return readFileSync(`lib/capture/fixtures/${file}.html`, 'utf8');
}
