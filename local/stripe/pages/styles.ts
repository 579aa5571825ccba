/** The look of the hosted pages: quiet, light and dark, from 360 px up. */
export const styles = `
:root {
  --bg: #ffffff; --side: #f6f7f9; --text: #1a1f29; --muted: #5d6675; --line: #d9dde4;
  --accent: #3b5bdb; --on-accent: #ffffff; --danger: #b42318; --danger-bg: #fef3f2; --field: #ffffff;
  --badge-bg: #fff4d6; --badge-text: #6b4a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #14171d; --side: #1a1e26; --text: #eceff4; --muted: #9aa4b4; --line: #343b47;
    --accent: #748ffc; --on-accent: #10131a; --danger: #ff9b92; --danger-bg: #3a1a18; --field: #1c212a;
    --badge-bg: #3b2f10; --badge-text: #ffd978;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--bg); color: var(--text);
  font: 15px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
}
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
h1 { font-size: 20px; line-height: 28px; margin: 0 0 8px; font-weight: 600; letter-spacing: -0.01em; }
h2 { font-size: 16px; line-height: 24px; margin: 0 0 16px; font-weight: 600; }
.checkout { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); }
.summary { background: var(--side); padding: 24px 20px; border-bottom: 1px solid var(--line); }
.pay { padding: 24px 20px 40px; }
.inner { max-width: 400px; margin: 0 auto; }
.back { display: inline-flex; align-items: center; gap: 8px; color: var(--muted); text-decoration: none; margin-bottom: 24px; min-height: 24px; }
.back:hover { color: var(--text); }
.what { color: var(--muted); margin: 0; font-size: 16px; line-height: 24px; font-weight: 500; letter-spacing: 0; }
p.what { font-size: 15px; font-weight: 400; }
.price { font-size: 36px; line-height: 44px; font-weight: 600; letter-spacing: -0.02em; margin: 4px 0 0; font-variant-numeric: tabular-nums; }
.price small { font-size: 15px; font-weight: 400; color: var(--muted); letter-spacing: 0; }
.after { color: var(--muted); margin: 4px 0 0; }
dl { margin: 24px 0 0; }
dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 12px 0; border-top: 1px solid var(--line); }
dl > div:first-child { border-top: 0; }
dt small::first-letter { text-transform: uppercase; }
dt small { display: block; color: var(--muted); font-size: 13px; }
dd { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.total { font-weight: 600; }
label { display: block; font-size: 13px; font-weight: 500; margin: 0 0 6px; }
.field { margin-bottom: 16px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
input, select {
  width: 100%; height: 44px; padding: 0 12px; font: inherit; color: inherit; background: var(--field);
  border: 1px solid var(--line); border-radius: 8px; font-variant-numeric: tabular-nums;
}
select {
  appearance: none; padding-right: 36px; text-overflow: ellipsis; background-repeat: no-repeat; background-position: right 14px center;
  background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='12' height='8' fill='none' stroke='%23808a99' stroke-width='2'%3E%3Cpath d='m1 1.5 5 5 5-5'/%3E%3C/svg%3E");
}
input::placeholder { color: var(--muted); opacity: 0.75; }
input[aria-invalid="true"] { border-color: var(--danger); }
input[readonly] { background: var(--side); color: var(--muted); }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0 16px; font: inherit;
  font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 8px;
  cursor: pointer; text-decoration: none; transition: opacity 120ms;
}
button:hover, .button:hover { opacity: 0.92; }
button[aria-busy="true"] { opacity: 0.6; cursor: progress; }
.wide { width: 100%; margin-top: 8px; }
.quiet { color: var(--text); background: transparent; border-color: var(--line); }
.error { color: var(--danger); background: var(--danger-bg); border-radius: 8px; padding: 10px 12px; margin: 0 0 16px; }
.error:empty { display: none; }
.fine { color: var(--muted); font-size: 13px; margin: 16px 0 0; }
details { margin-top: 24px; border-top: 1px solid var(--line); padding-top: 12px; font-size: 13px; color: var(--muted); }
summary { cursor: pointer; min-height: 24px; }
details table { border-collapse: collapse; margin-top: 8px; width: 100%; }
details td { padding: 2px 12px 2px 0; vertical-align: top; font-variant-numeric: tabular-nums; }
.notice, .sheet { flex: 1; width: 100%; max-width: 560px; margin: 0 auto; padding: 48px 20px; }
.notice p { color: var(--muted); }
.row { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 16px; }
.row > .field, .row > .pair, .row > .error { flex: 1 1 100%; margin-bottom: 0; }
.row > .pair > .field { margin-bottom: 0; }
h2.row { margin: 32px 0 8px; }
h2.row + dl { margin-top: 8px; }
.brand { text-transform: capitalize; }
.card { border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin-top: 16px; }
.card p { margin: 0 0 4px; } .card .what { margin-top: 4px; }
.badge {
  display: flex; align-items: center; justify-content: center; gap: 8px; padding: 8px 20px; font-size: 13px; text-align: center;
  background: var(--badge-bg); color: var(--badge-text);
}
.dot { width: 8px; height: 8px; border-radius: 50%; background: currentColor; flex: none; }
@media (min-width: 860px) {
  .checkout { grid-template-columns: 1fr 1fr; }
  .summary { border-bottom: 0; border-right: 1px solid var(--line); padding: 72px 48px; }
  .summary .inner { margin-right: 24px; margin-left: auto; width: 100%; }
  .pay { padding: 72px 48px; }
  .pay .inner { margin-left: 24px; width: 100%; }
  .price { font-size: 40px; line-height: 48px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
