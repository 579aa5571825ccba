/** Where the mark of a list goes by a key, round and round; null for any other key. */
export function movedMark(index: number, count: number, key: string): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (index + 1) % count;
  if (key === 'ArrowUp') return (index - 1 + count) % count;
  if (key === 'PageDown') return Math.min(index + 5, count - 1);
  if (key === 'PageUp') return Math.max(index - 5, 0);
  return null;
}
