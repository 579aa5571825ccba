/**
 * The picture that Supabase answers an enrolment with, an SVG after `data:image/svg+xml;utf-8,`, as an address that any
 * browser shows: what is not encoded in it would end at the first `#`.
 */
export function qrImageOf(qrCode: string): string {
  const svg = qrCode.slice(qrCode.indexOf('<'));
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
