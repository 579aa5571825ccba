import type { CapturedPosting } from './captured-posting';

/** Where the work is done, by a label of the posting ("Hybrid", "100% remote"); never by a whole description. */
export function workModeIn(...labels: readonly (string | undefined)[]): CapturedPosting['workMode'] {
  const text = labels.filter((label) => label !== undefined && label.length <= 300).join(' · ');
  if (/\bhybrid\b/i.test(text)) return 'hybrid';
  if (/\b(?:not|no) remote\b|\bnon-remote\b/i.test(text)) return 'onsite';
  if (/\b(?:remote|telecommute|work from home|home ?office)\b/i.test(text)) return 'remote';
  if (/\b(?:on-?site|in[- ](?:the )?office|in[- ]person)\b/i.test(text)) return 'onsite';
  return undefined;
}
