import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { localVariables } from '@/local/environment';
import { testProfile } from '@/local/profiles';

// What is meant by it is in the file alone; the rest of the builder would only be loaded.
vi.mock('wxt', () => ({ defineConfig: (config: unknown) => config }));

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

async function manifestFor(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { default: config } = await import('./wxt.config');
  return JSON.parse(JSON.stringify(config.manifest));
}

describe('the manifest', () => {
  it('asks for what a click takes, and for sites only one at a time', async () => {
    const manifest = await manifestFor({
      APP_URL: 'https://foothold.example/',
      FOOTHOLD_EXTENSION_TEST_HOSTS: 'https://*/*',
    });
    expect(manifest.permissions.toSorted()).toEqual([
      'activeTab',
      'alarms',
      'contextMenus',
      'identity',
      'scripting',
      'storage',
    ]);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('key');
    expect(manifest.optional_host_permissions).toEqual(['https://*/*']);
  });

  it('lets the extension talk to its site alone, and run nothing from elsewhere', async () => {
    const { content_security_policy: policy } = await manifestFor({
      APP_URL: 'https://foothold.example/app',
    });
    expect(policy.extension_pages).toContain('connect-src https://foothold.example;');
    expect(policy.extension_pages).toContain("script-src 'self';");
    expect(policy.extension_pages).not.toMatch(/unsafe|\*/);
  });

  it('has on this machine the id that the local stack lets connect', async () => {
    const { key } = await manifestFor({ APP_URL: 'http://localhost:3000' });
    const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
    const id = hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
    const emulated = { database: true, upstash: true, stripe: true, mail: true };
    expect(localVariables(testProfile, emulated).EXTENSION_IDS).toBe(id);
  });
});
