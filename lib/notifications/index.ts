export type { MailContent } from './mail-layout';
export { mailPerson } from './mail-person';
export { isMailAvailable } from './send-mail';
export { notificationTasks } from './tasks';
