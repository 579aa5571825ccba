import { methodsNotAllowed, serve } from '@/lib/auth';
import { serveCalendar } from '@/lib/jobs/calendar';
import { calendarEndpoint } from '@/lib/jobs/calendar/endpoints';

export const GET = serve(calendarEndpoint, ({ params, request }) =>
  serveCalendar(params.token, request.headers),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
