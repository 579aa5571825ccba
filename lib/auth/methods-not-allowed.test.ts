import { expect, it } from 'vitest';
import { methodsNotAllowed, nothingHere } from './methods-not-allowed';

const request = new Request('https://foothold.example/api/x', {
  headers: { 'x-request-id': 'given-by-caller' },
});

it('answers the other methods with a problem that names the right ones', async () => {
  const refused = methodsNotAllowed('GET', 'POST');
  expect(Object.keys(refused)).toEqual(['PUT', 'PATCH', 'DELETE']);
  const answer = await refused.PUT(request);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, POST');
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ error: 'method_not_allowed', requestId: 'given-by-caller' });
});

it('answers every method of an unknown address with a problem', async () => {
  for (const handler of Object.values(nothingHere())) {
    const answer = await handler(request);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: 'not_found' });
  }
});
