/** The PostgreSQL channel on which workers hear that there is something to mail; the database itself says it there. */
export const NOTIFICATION_CHANNEL = 'foothold_notifications';
