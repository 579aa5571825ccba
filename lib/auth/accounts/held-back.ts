import type { AuthError } from '@supabase/supabase-js';
import { logger } from '@/lib/observability';

/**
 * Whether Supabase holds a mail back because it sent one a moment ago. It does so only where it would send one, hence
 * only for some accounts: whoever asked must take the mail for sent, or would learn who is here. It is logged, because
 * the same answer says that the limit of mails of the whole project is reached.
 */
export function isHeldBack(error: AuthError): boolean {
  if (error.code !== 'over_email_send_rate_limit') return false;
  logger.warn({ code: error.code }, 'Supabase held a mail back');
  return true;
}
