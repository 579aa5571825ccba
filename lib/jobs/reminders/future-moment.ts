import { problems } from '@/lib/http';

const YEAR_MS = 366 * 86_400_000;

/** A time that is yet to come, and not so far ahead that nobody means it. @throws ProblemError 422, for the field `path` */
export function futureMoment(path: string, text: string, years = 2): Date {
  const moment = new Date(text);
  if (moment.getTime() <= Date.now()) throw wrong(path, 'Choose a time in the future');
  if (moment.getTime() > Date.now() + years * YEAR_MS)
    throw wrong(path, years === 1 ? 'Choose a time within a year' : `Choose a time within ${years} years`);
  return moment;
}

function wrong(path: string, message: string) {
  return problems.invalid('Some fields are not valid.', [{ path, message }]);
}
