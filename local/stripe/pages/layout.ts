import { Html, html } from './html';
import { styles } from './styles';

/** The frame of every hosted page. */
export function layout(title: string, body: Html): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(styles)}</style>
</head>
<body>${body}
<footer class="badge"><span class="dot" aria-hidden="true"></span>Test mode — local emulator</footer>
</body>
</html>`;
}

/** A page that says one thing and leads on. */
export function notice(title: string, text: string, link?: { href: string; label: string }): Html {
  return layout(
    title,
    html`<main class="notice"><h1>${title}</h1><p>${text}</p>
${link && html`<p><a class="button" href="${link.href}">${link.label}</a></p>`}</main>`,
  );
}
