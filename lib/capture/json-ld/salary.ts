import { isRecord, type JsonRecord, listIn, textIn } from '../json';

/** The pay of a schema.org `JobPosting` in words, such as `EUR 60,000 - 75,000 per year`. */
export function salaryTextOf(posting: JsonRecord): string | undefined {
  for (const stated of [...listIn(posting.baseSalary), ...listIn(posting.estimatedSalary)]) {
    const text = isRecord(stated) ? ofAmount(stated, textIn(posting.salaryCurrency)) : textIn(stated);
    // A number alone says neither of what nor for how long.
    if (text && /\d/.test(text)) return isRecord(stated) || /\D/.test(text) ? text : undefined;
  }
  return undefined;
}

function ofAmount(amount: JsonRecord, currencyBeside: string | undefined): string | undefined {
  const [inside] = listIn(amount.value);
  const value: JsonRecord = isRecord(inside) ? inside : { ...amount, value: inside };
  const [min, max] = [amountIn(value.minValue), amountIn(value.maxValue)];
  const range = rangeText(min, max) ?? amountIn(value.value);
  // Zero is what forms send when nobody filled them in.
  if (!range || !/[1-9]/.test(range)) return undefined;
  const currency = textIn(amount.currency) ?? textIn(value.currency) ?? currencyBeside;
  const unit = textIn(value.unitText) ?? textIn(amount.unitText) ?? textIn(amount.duration);
  return [currency?.toUpperCase(), range, unitWords(unit)].filter(Boolean).join(' ');
}

function rangeText(min: string | undefined, max: string | undefined): string | undefined {
  if (min === undefined || max === undefined) return min ?? max;
  return min === max ? min : `${min} - ${max}`;
}

function amountIn(value: unknown): string | undefined {
  const text = textIn(value);
  if (text === undefined) return undefined;
  const number = Number(text.replaceAll(',', ''));
  if (!Number.isFinite(number)) return text;
  return number.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function unitWords(unit: string | undefined): string | undefined {
  const name = /^P1([YMWD])$/.exec(unit ?? '')?.[1] ?? unit?.toUpperCase().slice(0, 1);
  return name === undefined
    ? undefined
    : { Y: 'per year', M: 'per month', W: 'per week', D: 'per day', H: 'per hour' }[name];
}
