import { z } from 'zod';
import { storable } from '@/lib/http/text';

/** Text that may be left out; empty and null mean that there is none. */
export function optionalText(schema: z.ZodString) {
  return (
    z
      // Also what is only spaces, once it is trimmed.
      .union([z.null(), schema.transform((given) => given || null)])
      .optional()
      .describe('Empty or null for none.')
  );
}

/** An address on the web, and no other scheme: it becomes a link. */
export const webAddress = storable(
  z.url({ protocol: /^https?$/, error: 'Enter a web address that starts with https://' }).max(2048),
);
