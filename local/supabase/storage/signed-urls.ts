import { jwtVerify } from 'jose';
import { z } from 'zod';

const manySchema = z.object({ paths: z.array(z.string()).max(1000), expiresIn: z.number() });
const signedSchema = z.looseObject({ signedUrl: z.string() });
const problemSchema = z.looseObject({ message: z.string() });

/**
 * Gives an answer of the engine the names that the hosted service uses: `signedURL`, and `url` for uploads, both
 * without the `/storage/v1` in front.
 */
export async function withHostedNames(answer: Response): Promise<Response> {
  const value: unknown = await answer.json();
  const signed = signedSchema.safeParse(value);
  if (!signed.success) return Response.json(value, { status: answer.status });
  const path = signed.data.signedUrl.replace(/^\/storage\/v1/, '');
  return Response.json({ ...signed.data, signedURL: path, url: path }, { status: answer.status });
}

/**
 * Signs several paths, one by one, since the engine's own route for it cannot be reached. A path that cannot be signed
 * has its reason in `error`.
 * @param sign asks the engine to sign one path
 */
export async function signMany(
  body: unknown,
  sign: (path: string, expiresIn: number) => Promise<Response>,
): Promise<Response> {
  const parsed = manySchema.safeParse(body);
  if (!parsed.success) {
    return Response.json(
      { statusCode: '400', error: 'InvalidRequest', message: 'paths and expiresIn are required' },
      { status: 400 },
    );
  }
  const { paths, expiresIn } = parsed.data;
  const results = [];
  for (const path of paths) {
    const answer = await withHostedNames(await sign(path, expiresIn));
    const value: unknown = await answer.json();
    const signedURL = answer.ok ? signedFieldSchema.parse(value).signedURL : null;
    const error = answer.ok ? null : (problemSchema.safeParse(value).data?.message ?? 'Could not be signed');
    results.push({ path, signedURL, error });
  }
  return Response.json(results);
}

const signedFieldSchema = z.looseObject({ signedURL: z.string() });

/** The refusal of a signed address whose token is not ours or too old; undefined for a good one. */
export async function refuseToken(url: URL, secret: Uint8Array): Promise<Response | undefined> {
  try {
    await jwtVerify(url.searchParams.get('token') ?? '', secret, { algorithms: ['HS256'] });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'invalid token';
    return Response.json({ statusCode: '400', error: 'InvalidJWT', message }, { status: 400 });
  }
}
