import { useEffect, useState } from 'react';
import { z } from 'zod';
import { callApi } from '../api/call-api';

const usageSchema = z.object({ quota: z.object({ used: z.number(), limit: z.number().nullable() }) });

/** How many of the plan's saved jobs are used, where there is a limit; the site decides when it is reached. */
export function QuotaLine() {
  const [quota, setQuota] = useState<{ used: number; limit: number }>();
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const answer = await callApi('/api/billing/usage/saved_jobs');
      const usage = usageSchema.safeParse(answer.kind === 'ok' ? answer.body : undefined);
      const limit = usage.data?.quota.limit ?? null;
      if (!isOver && usage.success && limit !== null) setQuota({ used: usage.data.quota.used, limit });
    };
    void read();
    return () => {
      isOver = true;
    };
  }, []);
  if (!quota) return null;
  return (
    <p className="tabular text-13 text-muted-foreground">
      {quota.used} of {quota.limit} saved jobs used
    </p>
  );
}
