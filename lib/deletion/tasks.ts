import { purgeDueAccounts } from './purge-due-accounts';
import { sendDeletionMails } from './send-deletion-mails';

/** What the worker does for accounts that are to be deleted. */
export const deletionTasks = [
  { name: 'deletion.send_mails', cron: '* * * * *', run: () => sendDeletionMails() },
  {
    name: 'deletion.purge_accounts',
    cron: '37 * * * *',
    run: async () => {
      await purgeDueAccounts();
    },
  },
];
