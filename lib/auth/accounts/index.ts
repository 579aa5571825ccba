export { askEmailChange, changeEmailSchema } from './change-email';
export { changePassword, changePasswordSchema } from './change-password';
export { connectGoogle, disconnectGoogle, noteGoogleConnected } from './connect-google';
export { beginGoogle, finishGoogle, type GoogleOutcome } from './google';
export {
  confirmationSchema,
  confirmByLink,
  type LinkType,
  mailedLinkSchema,
  resendConfirmation,
  sendPasswordReset,
  sendSignInLink,
} from './mailed-links';
export { memberSince } from './member-since';
export { profileSchema, renameUser } from './rename-user';
export { signedInRecently } from './require-person';
export { provedMailbox, setPassword, setPasswordSchema } from './set-password';
export { type SignInOutcome, signIn, signInSchema } from './sign-in';
export { signInMethods } from './sign-in-methods';
export { signOut } from './sign-out';
export { signUp, signUpSchema } from './sign-up';
export { reinstateUser, suspendUser } from './suspend-user';
