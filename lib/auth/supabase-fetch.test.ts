import { AuthClient } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { authProblem } from './accounts/auth-problem';
import { guardedFetch } from './supabase-fetch';

const signIn = 'https://project.supabase.example/auth/v1/token?grant_type=password';
const signUp = 'https://project.supabase.example/auth/v1/signup?redirect_to=x';

function supabase(answer: () => Promise<Response>) {
  const asked: string[] = [];
  const inner: typeof fetch = (input, init) => {
    asked.push(String(input));
    expect(init?.signal).toBeInstanceOf(AbortSignal);
    return answer();
  };
  return { asked, fetch: guardedFetch(inner) };
}

const refused = () => Promise.reject(new TypeError('fetch failed'));
const status = (code: number) => async () => new Response('{}', { status: code });

describe('guardedFetch', () => {
  it.each([
    ['cannot be reached', refused],
    ['answers 503', status(503)],
  ])('leaves Supabase alone after three times in a row that it %s', async (_case, answer) => {
    const { asked, fetch } = supabase(answer);
    for (let i = 0; i < 5; i++) await expect(fetch(signIn)).rejects.toMatchObject({ status: 503 });
    expect(asked).toHaveLength(3);
  });

  it('does not keep anybody from signing in because mails cannot be sent', async () => {
    let answer: () => Promise<Response> = refused;
    const { fetch } = supabase(() => answer());
    for (let i = 0; i < 5; i++) await expect(fetch(signUp)).rejects.toMatchObject({ status: 503 });
    answer = status(200);
    await expect(fetch(signUp)).rejects.toMatchObject({ status: 503 });
    expect((await fetch(signIn)).status).toBe(200);
  });

  it.each([400, 422, 429, 500])('hands an answer of %i on, however often', async (code) => {
    const { asked, fetch } = supabase(status(code));
    for (let i = 0; i < 5; i++) expect((await fetch(signIn)).status).toBe(code);
    expect(asked).toHaveLength(5);
  });

  it('is told to a person as a service that does not answer, before and after it opens', async () => {
    const { fetch } = supabase(refused);
    const client = new AuthClient({ url: 'https://project.supabase.example/auth/v1', fetch });
    for (let i = 0; i < 5; i++) {
      const { error } = await client.signInWithPassword({ email: 'a@example.test', password: 'x' });
      expect(error && authProblem(error)).toMatchObject({ status: 503, code: 'unavailable' });
    }
  });
});
