/** What a mail says. `text` is a paragraph each; `action` leads to the one thing to do. */
export type MailContent = {
  subject: string;
  text: readonly string[];
  /** What there is more of than a sentence holds, below the text; each with the page that has it. */
  lists?: readonly MailList[];
  action: { label: string; url: string };
  /** Why somebody gets it. */
  footer: string;
  /** Where it is switched off, without signing in, for a mail that can be. */
  unsubscribeUrl?: string;
};

/** Things under a heading, as lines that lead to them. */
export type MailList = { title: string; items: readonly { text: string; url: string }[] };

/** The mail as HTML, in the product's look: styles inline, because mail programs drop all others. */
export function htmlMail({ subject, text, lists = [], action, footer, unsubscribeUrl }: MailContent): string {
  const paragraphs = text.map(
    (paragraph) => `<p style="margin:0 0 16px;font-size:15px;line-height:24px">${escapeHtml(paragraph)}</p>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f7f8f8;color:#16201e;font-family:Geist,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f8f8">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #e3e7e6;border-radius:8px">
<tr><td style="padding:28px 28px 8px">
<p style="margin:0 0 24px;font-size:14px;line-height:20px;font-weight:600;color:#006a4e">Foothold</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-0.01em">${escapeHtml(subject)}</h1>
${[...paragraphs, ...lists.map(htmlList)].join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#006a4e;color:#ffffff;font-size:14px;line-height:20px;font-weight:500;text-decoration:none">${escapeHtml(action.label)}</a></p>
</td></tr>
<tr><td style="padding:16px 28px;border-top:1px solid #e3e7e6">
<p style="margin:0;font-size:13px;line-height:20px;color:#5a6664">${escapeHtml(footer)}${unsubscribeUrl === undefined ? '' : ` <a href="${escapeHtml(unsubscribeUrl)}" style="color:#5a6664">Unsubscribe</a>`}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The same as plain text. */
export function textMail({ text, lists = [], action, footer, unsubscribeUrl }: MailContent): string {
  const parts = [
    ...text,
    ...lists.map(({ title, items }) =>
      [title, ...items.map((item) => `- ${item.text}\n  ${item.url}`)].join('\n'),
    ),
    `${action.label}: ${action.url}`,
    footer,
    ...(unsubscribeUrl === undefined ? [] : [`Unsubscribe: ${unsubscribeUrl}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function htmlList({ title, items }: MailList): string {
  const lines = items.map(
    ({ text, url }) =>
      `<li style="margin:0 0 6px"><a href="${escapeHtml(url)}" style="color:#006a4e">${escapeHtml(text)}</a></li>`,
  );
  return `<h2 style="margin:24px 0 8px;font-size:15px;line-height:24px;font-weight:600">${escapeHtml(title)}</h2>
<ul style="margin:0 0 16px;padding-left:20px;font-size:15px;line-height:24px">${lines.join('')}</ul>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
