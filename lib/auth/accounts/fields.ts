import { z } from 'zod';
import { text } from '@/lib/http/text';
import { PASSWORD_MIN } from './password-strength';

/** Supabase hashes with bcrypt, which reads 72 bytes and no more. */
const PASSWORD_BYTES_MAX = 72;

/** An address as it is compared: without spaces around it, in lower case. */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is too long for an email address.')
  .pipe(z.email('Enter an email address, such as name@example.com.'));

/** A password that someone chooses, as far as a field can tell; `requireGoodPassword` has the rest. */
export const newPasswordField = text()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .refine((password) => new TextEncoder().encode(password).length <= PASSWORD_BYTES_MAX, {
    message: `Use at most ${PASSWORD_BYTES_MAX} characters.`,
  });

/** How a person wants to be called. */
export const nameField = text().trim().min(1, 'Enter your name.').max(100, 'Use at most 100 characters.');
