/** The mails that auth sends. */
export type MailKind = 'confirmation' | 'magic_link' | 'recovery' | 'invite' | 'email_change';

/** Subject, plain text and HTML of a mail. */
export function mailText(kind: MailKind, values: { link: string; code: string }) {
  const words = WORDS[kind];
  const text = [
    words.title,
    '',
    words.body,
    '',
    `${words.action}: ${values.link}`,
    '',
    `Or enter this code: ${values.code}`,
    '',
    `The link and the code work once and for one hour. ${words.ignore}`,
    '',
  ].join('\n');
  return { subject: words.title, text, html: page(words, values) };
}

type Words = { title: string; body: string; action: string; ignore: string };

const UNASKED = 'If you did not ask for this, you can ignore this mail.';

const WORDS: Record<MailKind, Words> = {
  confirmation: {
    title: 'Confirm your email address',
    body: 'Welcome to Foothold. Confirm this address and your account is ready.',
    action: 'Confirm address',
    ignore: UNASKED,
  },
  magic_link: {
    title: 'Your sign-in link',
    body: 'Use this link to sign in to Foothold. No password is needed.',
    action: 'Sign in',
    ignore: UNASKED,
  },
  recovery: {
    title: 'Reset your password',
    body: 'Someone asked for a new password for this account. Choose one with the link below.',
    action: 'Choose a new password',
    ignore: `${UNASKED} Your password stays as it is.`,
  },
  invite: {
    title: 'You are invited to Foothold',
    body: 'An account was made for you. Accept the invitation to start using it.',
    action: 'Accept invitation',
    ignore: 'If you were not expecting this, you can ignore this mail.',
  },
  email_change: {
    title: 'Confirm your new email address',
    body: 'Someone asked to change the email address of this account. Confirm that it was you.',
    action: 'Confirm change',
    ignore: `${UNASKED} The address stays as it is.`,
  },
};

// Mail programs know no style sheets: everything is inline, on one table.
function page(words: Words, values: { link: string; code: string }): string {
  const href = values.link.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title></head>
<body style="margin:0;background:#f6f6f7;font-family:Geist,system-ui,-apple-system,'Segoe UI',sans-serif;color:#18181b">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:40px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px;background:#fff;border:1px solid #e4e4e7;border-radius:8px"><tr><td style="padding:32px">
<p style="margin:0 0 24px;font-size:14px;font-weight:600">Foothold</p>
<h1 style="margin:0 0 12px;font-size:20px;line-height:28px;font-weight:600">${words.title}</h1>
<p style="margin:0 0 24px;font-size:14px;line-height:22px;color:#52525b">${words.body}</p>
<p style="margin:0 0 24px"><a href="${href}" style="display:inline-block;padding:10px 16px;background:#18181b;color:#fff;border-radius:6px;font-size:14px;font-weight:500;text-decoration:none">${words.action}</a></p>
<p style="margin:0 0 8px;font-size:14px;line-height:22px;color:#52525b">Or enter this code:</p>
<p style="margin:0 0 24px;font-family:ui-monospace,monospace;font-size:24px;letter-spacing:4px">${values.code}</p>
<p style="margin:0;font-size:12px;line-height:18px;color:#71717a">The link and the code work once and for one hour. ${words.ignore}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
