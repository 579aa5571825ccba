export { notificationTasks } from './tasks';
