export {
  calendarFeedOf,
  changeCalendarFeed,
  makeCalendarFeed,
  revokeCalendarFeed,
} from './manage-feed';
export type { CalendarFeed, FeedOptions } from './schema';
export { serveCalendar } from './serve-calendar';
