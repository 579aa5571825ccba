import { describe, expect, it } from 'vitest';
import { type RefreshHealth, refreshFetch } from './refresh-fetch';

const url = 'https://project.supabase.example/auth/v1/token?grant_type=refresh_token';
const refresh = (token: string) => ({ method: 'POST', body: JSON.stringify({ refresh_token: token }) });

describe('refreshFetch', () => {
  it('sends one request for many at once with the same token, and each gets the answer', async () => {
    let sent = 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        refreshFetch(healthy(), async () => {
          sent++;
          await Promise.resolve();
          return Response.json({ access_token: 'new' });
        })(url, refresh('same')),
      ),
    );
    expect(sent).toBe(1);
    for (const answer of answers) expect(await answer.json()).toEqual({ access_token: 'new' });
  });

  it('keeps people apart', async () => {
    const answer = (token: string) =>
      refreshFetch(healthy(), async (_input, init) => Response.json(JSON.parse(String(init?.body))))(
        url,
        refresh(token),
      ).then((response) => response.json());
    expect(await Promise.all([answer('a'), answer('b')])).toEqual([
      { refresh_token: 'a' },
      { refresh_token: 'b' },
    ]);
  });

  it('passes a refusal on', async () => {
    const health = healthy();
    const refused = await refreshFetch(health, async () =>
      Response.json({ error_code: 'refresh_token_not_found' }, { status: 400 }),
    )(url, refresh('spent'));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ error_code: 'refresh_token_not_found' });
    expect(health.unreachable).toBe(false);
  });

  it.each<[string, typeof fetch]>([
    ['is not reached', () => Promise.reject(new TypeError('fetch failed'))],
    ['fails', async () => new Response('', { status: 502 })],
    ['limits us', async () => new Response('', { status: 429 })],
  ])('does not take it for a refusal when the server %s', async (_case, send) => {
    const health = healthy();
    const answer = await refreshFetch(health, send)(url, refresh('good'));
    expect(health.unreachable).toBe(true);
    // A status below 500, or the client would try for half a minute.
    expect(answer.status).toBe(400);
  });
});

function healthy(): RefreshHealth {
  return { unreachable: false };
}
