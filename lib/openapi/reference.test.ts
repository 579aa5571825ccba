import { describe, expect, it } from 'vitest';
import { endpoints, referenceOf } from '.';

describe('the API reference', () => {
  it('puts every endpoint in words', () => {
    for (const endpoint of endpoints) expect(referenceOf(endpoint).path).toBe(endpoint.path);
  });

  it('says who may ask', () => {
    const accessOf = (id: string) => {
      const endpoint = endpoints.find((each) => each.operationId === id);
      return endpoint && referenceOf(endpoint).access;
    };
    expect(accessOf('createJob')).toBe('Session, or a key with jobs:write');
    expect(accessOf('createApiKey')).toBe('Session only');
    expect(accessOf('listPlans')).toBe('Public');
  });

  it('names fields with their types, and which may be left out', () => {
    const createJob = endpoints.find((each) => each.operationId === 'createJob');
    if (!createJob) throw new Error('createJob is gone');
    const { groups, idempotent } = referenceOf(createJob);
    const body = groups.find(({ title }) => title === 'Body')?.fields;
    expect(idempotent).toBe(true);
    expect(body).toContainEqual({ name: 'title', type: 'string', required: true, description: null });
    expect(body).toContainEqual({
      name: 'status',
      type: 'saved | applied | interviewing | offer | rejected | archived',
      required: false,
      description: null,
    });
    expect(body).toContainEqual(
      expect.objectContaining({ name: 'location', type: 'null | string', required: false }),
    );
  });
});
