/** The value of a cookie in `document.cookie`; null where it is not there. */
export function markIn(cookies: string, name: string): string | null {
  const pair = cookies.split('; ').find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) || null;
}
