/** Text made safe inside HTML, attribute values in double quotes included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A page of the mailbox. `body` is HTML already. */
export function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { --bg: #fafafa; --surface: #fff; --text: #18181b; --muted: #63636b; --line: #e4e4e7; --accent: #3451d1; --hover: #f4f4f5 }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0c0c0e; --surface: #151518; --text: #ededef; --muted: #a0a0a9; --line: #2a2a2f; --accent: #9db0ff; --hover: #1c1c20 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/20px Geist, system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-font-smoothing: antialiased }
main { max-width: 880px; margin: 0 auto; padding: 32px 16px 64px }
h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere }
a { color: var(--accent); text-underline-offset: 3px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.muted { color: var(--muted) }
.bar { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; justify-content: space-between; margin-bottom: 20px }
.bar p { margin: 4px 0 0 }
form { display: flex; gap: 8px; flex: 1 1 240px; max-width: 360px }
input { flex: 1; min-width: 0; height: 36px; padding: 0 12px; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; font: inherit }
button { height: 36px; padding: 0 12px; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; font: inherit; font-weight: 500; cursor: pointer }
button:hover { background: var(--hover) }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; overflow: hidden }
ul.list { list-style: none; margin: 0; padding: 0 }
.list li + li { border-top: 1px solid var(--line) }
.list a { display: grid; grid-template-columns: minmax(0, 240px) minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 16px; color: inherit; text-decoration: none }
.list a:hover { background: var(--hover) }
.list a:focus-visible { outline-offset: -2px }
.list span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.list .subject { font-weight: 500 }
time { font-variant-numeric: tabular-nums; white-space: nowrap }
.empty { padding: 64px 24px; text-align: center }
.empty p { margin: 4px 0 0 }
.empty strong { font-weight: 600 }
.back { display: inline-block; margin-bottom: 16px; text-decoration: none }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 16px; margin: 12px 0 24px }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
h2 { margin: 32px 0 12px; font-size: 14px; line-height: 20px; font-weight: 600 }
iframe { display: block; width: 100%; height: 560px; border: 0; background: #fff }
pre { margin: 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/20px "Geist Mono", ui-monospace, monospace }
ul.links { margin: 0; padding: 12px 16px; list-style: none; overflow-wrap: anywhere }
.links li + li { margin-top: 8px }
.code { margin: 24px 0; font: 600 40px/48px "Geist Mono", ui-monospace, monospace; letter-spacing: 0.08em }
code { overflow-wrap: anywhere }
@media (max-width: 560px) {
  main { padding-top: 20px }
  form { max-width: none }
  .list a { grid-template-columns: minmax(0, 1fr) auto }
  .list .subject { grid-column: 1 / -1; order: 3; font-weight: 400 }
  .list .to { font-weight: 500 }
}
`;
