import { env } from '@/lib/env';

/** Whether this deployment lets the extension of that id connect to accounts. */
export function isKnownExtension(extensionId: string): boolean {
  return env().EXTENSION_IDS.includes(extensionId);
}

/**
 * The address that Chrome hands to this very extension instead of loading it (`chrome.identity.getRedirectURL()`). The
 * only place outside of this site where connecting ever leads.
 * @throws Error for an extension that is not configured, so that no caller can lead anywhere else
 */
export function returnUrlOf(extensionId: string, answer: Record<string, string>): string {
  if (!isKnownExtension(extensionId)) throw new Error('Only a configured extension can be answered.');
  return `https://${extensionId}.chromiumapp.org/?${new URLSearchParams(answer)}`;
}
