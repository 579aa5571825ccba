import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Variables whose values nobody but the server may ever see. */
const secrets = [
  'DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'SUPABASE_SECRET_KEY',
  'UPSTASH_REDIS_REST_URL',
  'UPSTASH_REDIS_REST_TOKEN',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'RESEND_API_KEY',
  'METRICS_TOKEN',
  'CRON_SECRET',
];

/**
 * Where in the files that browsers are sent a secret stands: its value in this process's environment, or its name,
 * which has no business there either. One line for each, without the value.
 */
export function secretsInBuild(folder = join('.next', 'static')): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|json|map|txt|html)$/.test(name),
  );
  if (!files.some((name) => name.endsWith('.js'))) throw new Error(`There is no build in ${folder}.`);
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return secrets
      .filter((secret) => {
        const value = process.env[secret];
        return text.includes(secret) || (value !== undefined && value !== '' && text.includes(value));
      })
      .map((secret) => `${secret} in ${name}`);
  });
}
