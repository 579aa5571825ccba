/**
 * Which jobs are chosen: some by their ids, or all that match, whether the browser knows them or not. `anchor` is where a range
 * begins.
 */
export type Selection = { ids: ReadonlySet<string>; all: boolean; anchor: string | null };

export const nothingSelected: Selection = { ids: new Set(), all: false, anchor: null };

/**
 * One job chosen or not any longer; with `range` all from the last one that was touched to this, in the order of the table. Of
 * all that match, taking one away leaves those that are known.
 */
export function toggled(
  selection: Selection,
  id: string,
  { order, range }: { order: readonly string[]; range: boolean },
): Selection {
  const ids = new Set(selection.all ? order : selection.ids);
  const chosen = !ids.has(id);
  for (const each of range ? between(order, selection.anchor ?? id, id) : [id]) {
    if (chosen) ids.add(each);
    else ids.delete(each);
  }
  return { ids, all: false, anchor: id };
}

/** All that the browser knows, or none. */
export function allKnown(order: readonly string[], chosen: boolean): Selection {
  return chosen ? { ids: new Set(order), all: false, anchor: null } : nothingSelected;
}

/** The selection without what is not there any longer. */
export function stillThere(selection: Selection, order: readonly string[]): Selection {
  const known = new Set(order);
  if ([...selection.ids].every((id) => known.has(id))) return selection;
  return { ...selection, ids: new Set([...selection.ids].filter((id) => known.has(id))) };
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
  const ends = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b);
  const [first = 0, last = 0] = ends;
  return first === -1 ? [to] : order.slice(first, last + 1);
}
