/** The page that asks who one wants to be. The form posts back to its own address, with everything that was asked. */
export function consentPage(problem?: string): string {
  return frame(
    'Choose an account',
    `<form method="post">
<h1>Choose an account</h1>
<p>to continue to Foothold</p>
${problem ? `<p class="problem" role="alert">${problem}</p>` : ''}
<label for="email">Email</label>
<input id="email" name="email" type="email" required autofocus autocomplete="off" value="nora@gmail.example">
<label for="name">Name</label>
<input id="name" name="name" autocomplete="off" value="Nora Berg">
<label class="check"><input name="verified" type="checkbox" checked> Google has verified this address</label>
<div class="row">
<button name="choice" value="cancel" class="quiet" formnovalidate>Cancel</button>
<button name="choice" value="continue">Continue</button>
</div>
</form>`,
  );
}

/** What an app sees that asks for something else than it may. */
export function refusedPage(): string {
  return frame(
    'Access blocked',
    '<h1>Access blocked</h1><p>This request is not one that Google would take: client, address to return to, scope or state is wrong.</p>',
  );
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
:root { --bg: #f6f7f9; --card: #fff; --text: #1a1f29; --muted: #5d6675; --line: #d9dde4; --accent: #1a56c4; --on: #fff; --bad: #b42318 }
@media (prefers-color-scheme: dark) {
  :root { --bg: #14171d; --card: #1c212a; --text: #eceff4; --muted: #9aa4b4; --line: #343b47; --accent: #8ab4f8; --on: #10131a; --bad: #ff9b92 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100dvh; display: grid; grid-template-rows: 1fr auto; background: var(--bg); color: var(--text); font: 15px/22px ui-sans-serif, system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif }
main { width: 100%; max-width: 440px; margin: auto; padding: 24px }
main > * { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 28px }
h1 { margin: 0; font-size: 22px; line-height: 30px; font-weight: 600 }
p { margin: 2px 0 20px; color: var(--muted) }
p.problem { color: var(--bad) }
label { display: block; margin: 0 0 6px; font-size: 13px; font-weight: 500 }
label.check { display: flex; gap: 10px; align-items: center; margin: 4px 0 24px; font-size: 14px; font-weight: 400 }
input:not([type=checkbox]) { width: 100%; height: 44px; margin: 0 0 16px; padding: 0 12px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
input[type=checkbox] { width: 18px; height: 18px; margin: 0 }
.row { display: flex; justify-content: end; gap: 12px }
button { min-height: 44px; padding: 0 18px; font: inherit; font-weight: 600; color: var(--on); background: var(--accent); border: 1px solid transparent; border-radius: 8px; cursor: pointer }
button.quiet { color: var(--text); background: none; border-color: var(--line) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
footer { padding: 8px 20px; text-align: center; font-size: 13px; background: #fff4d6; color: #6b4a00 }
</style>
</head>
<body>
<main>${body.startsWith('<form') ? body : `<section>${body}</section>`}</main>
<footer>Not Google: a stand-in on this machine</footer>
</body>
</html>
`;
}
