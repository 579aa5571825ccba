/** What a session is used with, as its person would call it, and the sort of thing that it is. */
export type Device = { name: string; kind: 'computer' | 'phone' | 'tablet' | 'script' | 'unknown' };

/**
 * The device that a `User-Agent` header speaks of, such as "Chrome on Windows". Headers tell little and may lie: this is
 * for recognising one's own devices in a list, and decides nothing.
 */
export function deviceOf(userAgent: string | null | undefined): Device {
  const text = (userAgent ?? '').slice(0, 512);
  const program = programs.find(([pattern]) => pattern.test(text))?.[1];
  const system = systems.find(([pattern]) => pattern.test(text));
  if (system) return { name: `${program ?? 'A browser'} on ${system[1]}`, kind: system[2] };
  if (program) return { name: program, kind: 'unknown' };
  const script = /^([a-z][\w.-]{1,30})\/\d/i.exec(text)?.[1];
  return script && script !== 'Mozilla'
    ? { name: script, kind: 'script' }
    : { name: 'Unknown device', kind: 'unknown' };
}

// The order decides: nearly every browser also calls itself Chrome, Safari and Mozilla.
const programs: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPX|OPT|Opera)\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bDuckDuckGo\/|\bDdg\//, 'DuckDuckGo'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string, Device['kind']][] = [
  [/\biPhone\b|\biPod\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'tablet'],
  [/\bAndroid\b(?=.*\bMobile\b)/, 'Android', 'phone'],
  [/\bAndroid\b/, 'Android', 'tablet'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS', 'computer'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'computer'],
];
