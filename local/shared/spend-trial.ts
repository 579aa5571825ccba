import { asService } from '@/lib/db';

/** Has a person have had the trial, somewhere and by no card, so that what is bought next is paid at once. */
export async function spendTrial(userId: string): Promise<void> {
  await asService('local.spend-trial', (tx) =>
    tx.trialRedemption.createMany({
      data: {
        organizationId: crypto.randomUUID(),
        subscriptionId: `sub_test_${crypto.randomUUID()}`,
        userId,
      },
      skipDuplicates: true,
    }),
  );
}
