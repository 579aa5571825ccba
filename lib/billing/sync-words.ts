import type { FieldChange, SyncPlan, SyncStep } from './plan-sync';

/**
 * A plan for people to read: `+` is made, `~` is changed, `-` is archived, `=` stays, `!` is in the way. One line a
 * thing, and a summary.
 */
export function planWords({ steps, unchanged, conflicts }: SyncPlan): string[] {
  return [
    ...steps.map(stepWords),
    ...conflicts.map((conflict) => `! ${conflict}`),
    `= ${unchanged.length} unchanged${steps.length === 0 && conflicts.length === 0 ? ', nothing to do' : ''}`,
  ];
}

/** One step in one line. */
export function stepWords(step: SyncStep): string {
  switch (step.action) {
    case 'create':
      return `+ ${step.thing.kind} ${step.thing.name}`;
    case 'archive': {
      const { kind, name, id } = step.found;
      return `- ${kind} ${[name, id].filter((each, index, all) => each && all.indexOf(each) === index).join(' ')}`;
    }
    default: {
      const { kind, name } = step.thing;
      const how = step.action === 'replace' ? ` (a new one in the place of ${step.found.id})` : '';
      return `~ ${kind} ${name} ${step.changes.map(changeWords).join('; ')}${how}`;
    }
  }
}

// Of a long list only what comes and goes.
function changeWords({ field, from, to }: FieldChange): string {
  if (!from.includes(', ') && !to.includes(', ')) return `${field}: ${from || 'none'} → ${to || 'none'}`;
  const [before, after] = [from, to].map((list) => list.split(', ').filter((each) => each !== ''));
  const added = after?.filter((each) => !before?.includes(each)).map((each) => `+${each}`) ?? [];
  const removed = before?.filter((each) => !after?.includes(each)).map((each) => `−${each}`) ?? [];
  return `${field}: ${[...added, ...removed].join(' ')}`;
}
