import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { localVariables } from '@/local/environment';
import { testProfile } from '@/local/profiles';

it('the extension of the tests has the id that the local stack lets connect', () => {
  const { key } = JSON.parse(readFileSync('e2e/support/extension/manifest.json', 'utf8'));
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  const id = hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  const emulated = { database: true, upstash: true, stripe: true, mail: true };
  expect(localVariables(testProfile, emulated).EXTENSION_IDS).toBe(id);
});
