import type { WorkMode } from '../../schema';
import { plainHeading } from './guess-columns';

/** The way of working that a word means; null for what says none. "Hybrid, two days remote" is hybrid. */
export function readWorkMode(text: string): WorkMode | null {
  const word = plainHeading(text);
  if (['yes', 'ja', 'oui', 'si', 'sim', 'true', '1'].includes(word)) return 'remote';
  return inOrder.find((mode) => words[mode].test(word)) ?? null;
}

const inOrder = ['hybrid', 'remote', 'onsite'] as const satisfies readonly WorkMode[];

const words: Readonly<Record<WorkMode, RegExp>> = {
  hybrid: /\b(hybrid|hybride|hibrido|ibrido|teilweise|partly|partial|flexible)\b/,
  remote: /\b(remote|remoto|homeoffice|home office|teletravail|teletrabajo|distance|wfh|anywhere|thuis)\b/,
  onsite: /\b(onsite|on site|office|in person|vor ort|presencial|presentiel|in sede|sur site|kantoor|buro)\b/,
};
