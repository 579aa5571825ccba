import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, PUBLISHABLE_KEY, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.admin.storage.createBucket('documents', { public: false, fileSizeLimit: 1000 });
  await harness.admin.storage.createBucket('pictures', { public: true });
});
afterAll(() => harness.stop());

const documents = () => harness.admin.storage.from('documents');

describe('files in a private bucket', () => {
  it('go up, are listed, come down as they were and can be removed', async () => {
    const names = ['org/cv.pdf', 'org/Anschreiben für Zoë 1.txt'];
    for (const name of names) {
      const { data, error } = await documents().upload(
        name,
        new Blob(['bytes ✓'], { type: 'application/pdf' }),
      );
      expect([error, data?.path]).toEqual([null, name]);
    }
    const list = await documents().list('org');
    expect(list.data?.map(({ name }) => name).sort()).toEqual(['Anschreiben für Zoë 1.txt', 'cv.pdf']);
    expect(list.data?.[0]?.metadata).toMatchObject({ mimetype: 'application/pdf', size: 9 });
    for (const name of names) {
      const { data } = await documents().download(name);
      expect(await data?.text()).toBe('bytes ✓');
      expect(data?.type).toBe('application/pdf');
    }
    const removed = await documents().remove(names);
    expect(removed.data).toHaveLength(2);
    expect((await documents().download('org/cv.pdf')).error).toBeTruthy();
  });

  it('are listed by folder: folders once and without id, a name with signs taken literally', async () => {
    for (const name of ['tree/b', 'tree/a', 'tree/deep/x', 'tree/deep/y', 'tree2/z', 't_ee/w']) {
      await documents().upload(name, name);
    }
    const tree = await documents().list('tree');
    expect(tree.data?.map(({ name, id }) => [name, id !== null])).toEqual([
      ['a', true],
      ['b', true],
      ['deep', false],
    ]);
    expect((await documents().list('t_ee')).data?.map(({ name }) => name)).toEqual(['w']);
    const page = await documents().list('tree', {
      limit: 1,
      offset: 1,
      sortBy: { column: 'name', order: 'desc' },
    });
    expect(page.data?.map(({ name }) => name)).toEqual(['b']);
  });

  it('are not overwritten unless asked for', async () => {
    await documents().upload('twice', 'first');
    expect((await documents().upload('twice', 'second')).error?.message).toMatch(/exists/);
    expect((await documents().upload('twice', 'third', { upsert: true })).error).toBeNull();
    expect(await (await documents().download('twice')).data?.text()).toBe('third');
    expect((await documents().update('twice', new Blob(['fourth']))).error).toBeNull();
    expect(await (await documents().download('twice')).data?.text()).toBe('fourth');
  });

  it('stay closed to strangers, to users without a policy and to wrong keys', async () => {
    await documents().upload('secret', 'secret');
    const { client } = await signedIn(harness, 'reader@example.com');
    const wrong = createClient(harness.url, 'sb_secret_local_wrong', { auth: { persistSession: false } });
    for (const reader of [harness.client(), client, wrong]) {
      const bucket = reader.storage.from('documents');
      expect((await bucket.download('secret')).data).toBeNull();
      expect((await bucket.upload('mine', 'x')).error).toBeTruthy();
      expect((await bucket.createSignedUrl('secret', 60)).error).toBeTruthy();
    }
    for (const path of ['object/documents/secret', 'object/public/documents/secret']) {
      expect((await fetch(`${harness.url}/storage/v1/${path}`)).ok).toBe(false);
    }
    expect((await documents().list()).data?.map(({ name }) => name)).not.toContain('mine');
  });

  it('open to a signed-in user by a policy that asks auth.uid()', async () => {
    await harness.pool.query(`create policy own on storage.objects for all to authenticated
      using (bucket_id = 'documents' and (storage.foldername(name))[1] = (select auth.uid())::text)
      with check (bucket_id = 'documents' and (storage.foldername(name))[1] = (select auth.uid())::text)`);
    const { client, user } = await signedIn(harness, 'owner@example.com');
    const own = await client.storage.from('documents').upload(`${user.id}/note`, 'mine');
    expect(own.error).toBeNull();
    expect((await client.storage.from('documents').upload('elsewhere/note', 'x')).error).toBeTruthy();
    const { client: other } = await signedIn(harness, 'other@example.com');
    expect((await other.storage.from('documents').download(`${user.id}/note`)).data).toBeNull();
  });

  it('are handed out by signed addresses, which cannot be changed', async () => {
    await documents().upload('shared one', 'shared');
    const { data } = await documents().createSignedUrl('shared one', 60);
    const url = data?.signedUrl ?? '';
    expect(await (await fetch(url)).text()).toBe('shared');
    expect((await fetch(url.replace('shared%20one', 'secret'))).ok).toBe(false);
    expect((await fetch(url.replace(/token=.*/, 'token=x'))).ok).toBe(false);
    const many = await documents().createSignedUrls(['shared one', 'none'], 60);
    expect(await (await fetch(many.data?.[0]?.signedUrl ?? '')).text()).toBe('shared');
    expect(many.data?.[1]?.error).toBeTruthy();
  });

  it('are taken at a signed address', async () => {
    const { data } = await documents().createSignedUploadUrl('by link');
    const bucket = harness.client().storage.from('documents');
    const { error } = await bucket.uploadToSignedUrl('by link', data?.token ?? '', new Blob(['linked']));
    expect(error).toBeNull();
    expect(await (await documents().download('by link')).data?.text()).toBe('linked');
  });

  it('are refused when larger than the bucket allows', async () => {
    expect((await documents().upload('big', new Blob(['x'.repeat(1001)]))).error).toBeTruthy();
    expect((await documents().upload('big', Buffer.alloc(1001))).error).toBeTruthy();
    expect((await documents().download('big')).data).toBeNull();
  });

  it.each(['../escape', 'a/../../escape', '..%2f..%2fescape', '%2e%2e/escape'])(
    'never leave their bucket: %s',
    async (key) => {
      const path = `${harness.url}/storage/v1/object/documents/${key}`;
      const response = await fetch(path, {
        method: 'POST',
        body: 'x',
        headers: { apikey: PUBLISHABLE_KEY, 'content-type': 'text/plain' },
      });
      expect(response.ok).toBe(false);
      await documents().upload(key, 'x');
      const { rows } = await harness.pool.query(`select name from storage.objects where name like '%..%'`);
      expect(rows).toEqual([]);
    },
  );
});

describe('buckets', () => {
  it('are listed and made by the server’s key alone; a public one is open to read', async () => {
    const { data } = await harness.admin.storage.listBuckets();
    expect(data?.map(({ name, public: open }) => [name, open]).sort()).toEqual([
      ['documents', false],
      ['pictures', true],
    ]);
    expect((await harness.client().storage.createBucket('mine')).error).toBeTruthy();
    await harness.admin.storage
      .from('pictures')
      .upload('logo.svg', '<svg/>', { contentType: 'image/svg+xml' });
    const open = harness.client().storage.from('pictures').getPublicUrl('logo.svg').data.publicUrl;
    const response = await fetch(open);
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'image/svg+xml',
      '<svg/>',
    ]);
  });
});
