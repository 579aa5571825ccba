/** Light or dark, as the system says, also when it changes its mind. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle('dark', dark.matches);
  dark.addEventListener('change', apply);
  apply();
}
