import { resolve } from 'node:path';
import { defineConfig } from 'wxt';

/** Where this build saves jobs: fixed, so that no page and no setting can point the extension elsewhere. */
const appUrl = new URL(process.env.APP_URL || 'http://localhost:3000').origin;
const isLocal = ['localhost', '127.0.0.1'].includes(new URL(appUrl).hostname);

/** Gives an unpacked extension the id that the local stack knows; the store gives the published one its own. */
const localKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmMIEiY+5Yn5RDAPj0oJxCNFd+DV26KobJFa3izVFFIPMEfVQUry9wjl7OOlAV3EHdV3krO5OHsfcovr9gFV/t3utuphQCgwOeQBnVHIrEa0jJ3AO6FEfQnSJblqGPwUywKixcvO4wR3/aGT/AXAmrrysFWW2CacdwM4nHx1mOvny1cwl6gLo3exUgHUeGtdJWtzLk+jhedrnCLedwbz7ircRFrRZOXa9/n2aRuHbqGIHi/vErndIqX2lUQLEZMQW+wkxdLOI5Wh8Ue59JzoY9nTwg/uwqT+VHYDnyqq3qkrFizz6dYIhZooQ6uQi/xTB7PcHVKR9QS/oA0Z8HVEk0QIDAQAB';

/**
 * What a click on the toolbar would grant for the page at hand. A test cannot click there, so its build is granted these
 * from the start; a build for people never is.
 */
const testHosts = isLocal ? (process.env.FOOTHOLD_EXTENSION_TEST_HOSTS?.split(',') ?? []) : [];

export default defineConfig({
  // The code shares the repository's root with the app: `@/lib/…` means the same in both.
  srcDir: '..',
  entrypointsDir: 'extension/entrypoints',
  outDir: process.env.FOOTHOLD_EXTENSION_OUT ?? '.output',
  imports: false,
  zip: { name: 'foothold-extension', artifactTemplate: '{{name}}-{{version}}.zip' },
  vite: () => ({
    define: { __APP_URL__: JSON.stringify(appUrl) },
    css: { postcss: resolve(import.meta.dirname, '..') },
    build: {
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        // Every component says "use client", which only means something to Next.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
  }),
  manifest: {
    name: 'Foothold: save job postings',
    short_name: 'Foothold',
    description:
      'Save a job posting from the page you are on, with everything filled in, to your board at Foothold.',
    version: '1.0.0',
    minimum_chrome_version: '120',
    ...(isLocal ? { key: localKey } : {}),
    permissions: ['activeTab', 'storage', 'scripting', 'identity', 'contextMenus', 'alarms'],
    optional_host_permissions: ['https://*/*'],
    ...(testHosts.length > 0 ? { host_permissions: testHosts } : {}),
    action: { default_title: 'Save this job to Foothold' },
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+S' },
        description: 'Save the job on this page',
      },
    },
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src ${appUrl}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  },
});
