/** From so many on a person should make new ones before the last is used. */
const FEW = 3;

/** How many recovery codes are left, and what to do about it when there are few. */
export function leftWords(count: number): { left: string; warning: string | null } {
  const left = count === 1 ? '1 recovery code left' : `${count} recovery codes left`;
  if (count > FEW) return { left, warning: null };
  const warning =
    count === 0
      ? 'You have no recovery codes. Without them you cannot sign in when your phone is lost or broken: make new ones.'
      : 'You are running out of recovery codes. Make new ones before the last is used.';
  return { left, warning };
}
