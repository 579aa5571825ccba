/**
 * Whether one word is another with a slip or two of the pen: a letter more, less or other, or two that changed places. The
 * same as `app.is_slip` of the database, by which words are found: words of fewer than four letters have none, of eight and more
 * two.
 */
export function isSlip(word: string, other: string): boolean {
  const [letters, others] = [[...word], [...other]];
  const most = letters.length < 4 ? 0 : letters.length < 8 ? 1 : 2;
  if (Math.abs(letters.length - others.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: others.length + 1 }, (_, index) => index);
  for (const [i, letter] of letters.entries()) {
    const row = [i + 1];
    for (const [j, against] of others.entries()) {
      const cost = letter === against ? 0 : 1;
      let least = Math.min((last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1, (last[j] ?? 0) + cost);
      if (i > 0 && j > 0 && letter === others[j - 1] && letters[i - 1] === against)
        least = Math.min(least, (before[j - 1] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return (last[others.length] ?? 0) <= most;
}
