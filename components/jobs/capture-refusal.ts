import { z } from 'zod';
import { noConnection } from '../ui/no-connection';

/** Why a link was not read, and where a way forward leads. */
export type CaptureRefusal = { words: string; leadsTo?: string };

/** What a refusal says to the person; `body` is what the server answered, if it did. */
export function captureRefusal(body: unknown): CaptureRefusal {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return { words: noConnection.detail };
  const { detail, error, issues, upgradeUrl } = problem.data;
  const words = issues?.find(({ path }) => path === 'url')?.message ?? detail;
  return error === 'quota_exceeded' && upgradeUrl ? { words, leadsTo: upgradeUrl } : { words };
}

const problemSchema = z.object({
  error: z.string(),
  detail: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  upgradeUrl: z.string().startsWith('/').optional(),
});
