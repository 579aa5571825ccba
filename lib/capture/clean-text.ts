import { decodeEntities } from './decode-entities';

/** Text on one line and within a length, cut between characters; nothing for nothing. */
export function cleanLine(text: string | null | undefined, lengthMax: number): string | undefined {
  const line = withoutControls(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= lengthMax) return line || undefined;
  return withoutControls(line.slice(0, lengthMax).toWellFormed().replace(/�$/, '')).trim() || undefined;
}

/** As a line of a page shows it, for text that may carry entities, such as a name within JSON. */
export function decodedLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : decodeEntities(text.replace(/<[^<>]*>/g, ' '));
}

/** The text without what no database keeps and no line shows. */
export function withoutControls(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u200b\u2060\ufeff]/gu, (each) => (/\s/.test(each) ? each : ''));
}
