export type { MailContent, MailList } from './mail-layout';
export { mailPerson } from './mail-person';
export { ATTEMPTS_MAX, type SendReport, sendAllDue } from './send-all-due';
export { isMailAvailable } from './send-mail';
export { notificationTasks } from './tasks';
