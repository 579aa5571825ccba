/** The PostgreSQL channel on which workers hear that a threshold was reached; the database itself says it there. */
export const USAGE_ALERT_CHANNEL = 'foothold_usage_alerts';
