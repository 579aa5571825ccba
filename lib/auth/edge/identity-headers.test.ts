import { expect, it } from 'vitest';
import { stripIdentityHeaders } from './identity-headers';

it('removes every header that claims an identity or that the middleware has run', () => {
  const headers = new Headers({
    'x-user-id': '1',
    'X-User-Email': 'a@b.c',
    'x-foothold-path': '/admin',
    'x-foothold-user': '1',
    'x-organization-id': '1',
    'x-org-id': '1',
    'x-tenant-id': '1',
    'x-role': 'owner',
    'x-plan': 'enterprise',
    'x-session-id': '1',
    'x-principal': '1',
    'x-forwarded-user': '1',
    'x-middleware-subrequest': 'middleware:middleware',
    'x-middleware-subrequest-id': '1',
  });
  stripIdentityHeaders(headers);
  expect([...headers.keys()]).toEqual([]);
});

it('keeps what a request needs', () => {
  const kept = {
    accept: '*/*',
    authorization: 'Bearer a.b.c',
    cookie: 'a=1',
    'next-router-state-tree': '1',
    origin: 'https://foothold.example',
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-host': 'foothold.example',
    'x-request-id': 'given-by-caller',
  };
  const headers = new Headers(kept);
  stripIdentityHeaders(headers);
  expect(Object.fromEntries(headers)).toEqual(kept);
});
