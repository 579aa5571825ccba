import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BodyTooLarge, readBody } from '../shared/http-server';
import type { MailStore } from './store';

/** Bytes a request may carry; attachments are base64 inside. */
const LIMIT = 10_485_760;

/** Answers `POST /emails` and `POST /emails/batch` the way Resend does: `{id}`, or `{statusCode, name, message}`. */
export async function acceptMail(store: MailStore, request: Request, path: string): Promise<Response> {
  try {
    if (!/^bearer \S+/i.test(request.headers.get('authorization') ?? '')) {
      throw new ResendProblem(401, 'missing_api_key', 'Missing API Key');
    }
    const body = await readBody(request, LIMIT);
    const key = request.headers.get('idempotency-key');
    return key ? once(store, key, body, () => take(store, path, body)) : answer(take(store, path, body));
  } catch (error) {
    if (error instanceof ResendProblem) return error.response();
    if (error instanceof BodyTooLarge) {
      return new ResendProblem(413, 'validation_error', 'The request is too large.').response();
    }
    throw error;
  }
}

const addresses = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string()).min(1).max(50));

const address = /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const mailSchema = z
  .object({
    from: z.string('Missing `from` field.'),
    to: addresses,
    subject: z.string('Missing `subject` field.'),
    html: z.string().nullish(),
    text: z.string().nullish(),
    cc: addresses.nullish(),
    bcc: addresses.nullish(),
  })
  .refine((mail) => mail.html || mail.text, 'Missing `html` or `text` field.')
  .refine(
    (mail) => address.test(mail.from),
    'Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
  )
  .refine(
    (mail) => [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])].every((one) => address.test(one)),
    'Invalid `to` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
  );

/** An error in Resend's form. */
class ResendProblem extends Error {
  readonly #status: number;
  readonly #name: string;
  constructor(status: number, name: string, message: string) {
    super(message);
    this.#status = status;
    this.#name = name;
  }
  response(): Response {
    const body = { statusCode: this.#status, name: this.#name, message: this.message };
    return Response.json(body, { status: this.#status });
  }
}

// The whole batch is checked before anything of it is kept.
function take(store: MailStore, path: string, body: Buffer): string {
  const value = parseJson(body);
  if (path !== '/emails/batch') return JSON.stringify({ id: keep(store, check(value)) });
  if (!Array.isArray(value) || value.length < 1 || value.length > 100) {
    throw new ResendProblem(422, 'validation_error', 'The batch must be an array of 1 to 100 emails.');
  }
  const mails = value.map(check);
  return JSON.stringify({ data: mails.map((mail) => ({ id: keep(store, mail) })) });
}

// The same key with the same body is the same request; with another body it is a mistake.
function once(store: MailStore, key: string, body: Buffer, run: () => string): Response {
  const fingerprint = createHash('sha256').update(body).digest('hex');
  const former = store.remembered(key);
  if (former && former.fingerprint !== fingerprint) {
    const message = 'This idempotency key has been used on another request within the last 24 hours.';
    throw new ResendProblem(409, 'invalid_idempotent_request', message);
  }
  if (former) return answer(former.answer);
  const made = run();
  store.remember(key, fingerprint, made);
  return answer(made);
}

function check(value: unknown): z.infer<typeof mailSchema> {
  const parsed = mailSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path[0];
  const message =
    issue?.message.startsWith('Missing') || !field ? issue?.message : `Invalid \`${String(field)}\` field.`;
  throw new ResendProblem(422, 'validation_error', message ?? 'Invalid email.');
}

function keep(store: MailStore, mail: z.infer<typeof mailSchema>): string {
  const id = randomUUID();
  store.add({
    id,
    to: [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])],
    from: mail.from,
    subject: mail.subject,
    html: mail.html ?? '',
    text: mail.text ?? '',
    createdAt: new Date().toISOString(),
  });
  return id;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ResendProblem(400, 'validation_error', 'The request body is not valid JSON.');
  }
}

function answer(json: string): Response {
  return new Response(json, { headers: { 'content-type': 'application/json' } });
}
