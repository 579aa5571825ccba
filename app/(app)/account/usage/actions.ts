'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { actorOf } from '@/lib/auth';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, runAction, submitForm } from '@/lib/auth/server';
import { metrics } from '@/lib/plans';
import { dismissAlerts, saveAlertSettings, shownAlertsSchema } from '@/lib/usage';

const metricsSchema = z.array(z.enum(metrics)).max(metrics.length);

/** Saves which alerts come by mail and which are shown, of the metrics that the form had. */
export async function saveAlertsAction(
  _before: FormState<'saved'>,
  form: FormData,
): Promise<FormState<'saved'>> {
  return submitForm(form, { keep: [], whileActing: 'change' }, async (fields) => {
    const shown = metricsSchema.parse(fields.metrics?.split(',') ?? []);
    const principal = await requirePrincipal();
    await saveAlertSettings(
      principal,
      shown.map((metric) => ({
        metric,
        mail: fields[`mail:${metric}`] !== undefined,
        banner: fields[`banner:${metric}`] !== undefined,
      })),
      actorOf(principal),
    );
    revalidatePath('/', 'layout');
    return 'saved' as const;
  });
}

/** Puts the alerts that a banner showed away for this person; they stay when that fails. */
export async function dismissAlertsAction(form: FormData): Promise<void> {
  await runAction(async () => {
    const shown = shownAlertsSchema.parse(JSON.parse(String(form.get('alerts'))));
    await dismissAlerts(await requirePrincipal(), shown);
    revalidatePath('/', 'layout');
  }, 'change');
}
