import { foldedWords } from '../search/folded-words';

/** A title, taken apart: what the work is, and how senior. */
export type Role = { words: ReadonlySet<string>; levels: ReadonlySet<string> };

/**
 * Reads a title as sites write it: without "(m/f/d)", "remote" and "full-time", with "Sr." and "Dev" written out. `beside`
 * are words that say nothing here, such as those of the job's place.
 */
export function roleOf(title: string, beside: ReadonlySet<string> = new Set()): Role {
  const written = title
    .replace(gender, ' ')
    .replace(parts, (part) => ` ${joinedParts[part.toLowerCase().replace(/[\s-]+/g, ' ')] ?? part} `);
  const all = foldedWords(written).map(({ word }) => inFull[word] ?? word);
  const levels = new Set(all.filter((word) => seniority.has(word)));
  const words = all.filter((word) => !seniority.has(word) && !noise.has(word));
  const telling = words.filter((word) => !beside.has(word));
  return { words: new Set(telling.length > 0 ? telling : words), levels };
}

/**
 * How far two titles are the same, from 0 to 1: the share of words they have in common, and 0 where one is more senior. Nobody
 * who hires for "Senior" and for "Junior" hires for one job.
 */
export function roleLikeness(one: Role, other: Role): number {
  const common = shared(one.levels, other.levels);
  if (common < one.levels.size || common < other.levels.size) return 0;
  const size = one.words.size + other.words.size;
  return size === 0 ? 1 : (2 * shared(one.words, other.words)) / size;
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((word) => other.has(word)).length;
}

// (m/f/d), m/w/x, (all genders), (gn): who may apply, which is everybody.
const gender =
  /\(?\b[mwfhdx]\s?[/|,]\s?[mwfhdx](?:\s?[/|,]\s?[mwfhdxi*])*\b\)?|\(?\ball genders?\b\)?|\(gn\)|[:*_]in\b|\/-?in\b/giu;
const parts =
  /\b(?:front[\s-]end|back[\s-]end|full[\s-]stack|dev[\s-]ops|working student|vice president)\b/giu;
const joinedParts: Readonly<Record<string, string>> = {
  'front end': 'frontend',
  'back end': 'backend',
  'full stack': 'fullstack',
  'dev ops': 'devops',
  'working student': 'student',
  'vice president': 'vp',
};

const inFull: Readonly<Record<string, string>> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  jnr: 'junior',
  dev: 'developer',
  eng: 'engineer',
  engr: 'engineer',
  mgr: 'manager',
  mngr: 'manager',
  asst: 'assistant',
  assoc: 'associate',
  internship: 'intern',
  praktikum: 'intern',
  praktikant: 'intern',
  werkstudent: 'student',
  werkstudentin: 'student',
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
};

const seniority = new Set(
  (
    'intern student trainee apprentice graduate entry junior mid associate senior staff principal lead head director vp ' +
    'chief 1 2 3 4 5'
  ).split(' '),
);

const noise = new Set(
  (
    'a an and at der die das for fur im in of on the to und with remote hybrid onsite fulltime parttime full part time ' +
    'vollzeit teilzeit permanent contract temporary level job position role new urgent hiring now 100 80'
  ).split(' '),
);
