export { beginGoogle, finishGoogle, type GoogleOutcome } from './google';
export {
  confirmationSchema,
  confirmByLink,
  type LinkOutcome,
  type LinkType,
  mailedLinkSchema,
  resendConfirmation,
  sendPasswordReset,
  sendSignInLink,
} from './mailed-links';
export { memberSince } from './member-since';
export { profileSchema, renameUser } from './rename-user';
export { provedMailbox, setPassword, setPasswordSchema } from './set-password';
export { type SignInOutcome, signIn, signInSchema } from './sign-in';
export { endSession } from './sign-out';
export { signUp, signUpSchema } from './sign-up';
