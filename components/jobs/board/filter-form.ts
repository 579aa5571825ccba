import type { BoardFilter } from './board-url';
import { readBoardSearch } from './read-board-search';

/**
 * The filter that a filled-in form asks for; its fields are named as in the address. An amount without a currency means dollars,
 * since amounts are not converted, and days that are the wrong way round are turned.
 */
export function readFilterForm(form: FormData): BoardFilter {
  const params: Record<string, string[]> = {};
  for (const [name, value] of form)
    if (typeof value === 'string' && value.trim() !== '')
      params[name] = [...(params[name] ?? []), value.trim()];
  if (params.salaryMin && !params.currency) params.currency = ['USD'];
  const { filter } = readBoardSearch(params, 'board');
  const [savedFrom, savedTo] =
    filter.savedFrom && filter.savedTo
      ? [filter.savedFrom, filter.savedTo].sort()
      : [filter.savedFrom, filter.savedTo];
  return { ...filter, savedFrom, savedTo };
}
