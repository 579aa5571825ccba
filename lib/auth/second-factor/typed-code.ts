import { readRecoveryCode } from './recovery-code';

/** What a person typed to prove the second factor, put into the form in which it is compared. */
export type TypedCode = { kind: 'app' | 'recovery'; code: string };

/** Tells the two kinds of code apart by their shape, whatever spaces and dashes were typed; null for neither. */
export function typedCodeIn(text: string): TypedCode | null {
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(digits)) return { kind: 'app', code: digits };
  const recovery = readRecoveryCode(text);
  return recovery === null ? null : { kind: 'recovery', code: recovery };
}
