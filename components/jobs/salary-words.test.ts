import { describe, expect, it } from 'vitest';
import type { Salary } from '@/lib/jobs/schema';
import { salaryWords, shortSalaryWords } from './salary-words';

const pay = (min: number | null, max: number | null, more: Partial<Salary> = {}): Salary => ({
  min,
  max,
  currency: 'USD',
  interval: 'year',
  ...more,
});

describe('pay in words', () => {
  it('is told to the cent where there are cents', () => {
    expect(salaryWords(pay(12_000_000, 15_000_000))).toBe('$120,000 – $150,000 a year');
    expect(salaryWords(pay(4_550, null, { interval: 'hour', currency: 'GBP' }))).toBe('From £45.50 an hour');
    expect(salaryWords(pay(6_000_000, 6_000_000, { currency: 'JPY' }))).toBe('¥6,000,000 a year');
  });

  it('is short where that says the same', () => {
    expect(shortSalaryWords(pay(12_000_000, 14_250_000))).toBe('$120K – $142.5K a year');
    expect(shortSalaryWords(pay(null, 110_000_000))).toBe('Up to $1.1M a year');
    expect(shortSalaryWords(pay(6_000_000, null, { currency: 'JPY' }))).toBe('From ¥6M a year');
  });

  it('is told in full where short would be another amount', () => {
    expect(shortSalaryWords(pay(12_345_600, 14_000_000))).toBe('$123,456 – $140,000 a year');
    expect(shortSalaryWords(pay(125_000_000, null))).toBe('From $1,250,000 a year');
    expect(shortSalaryWords(pay(4_550, 6_000, { interval: 'hour' }))).toBe('$45.50 – $60 an hour');
  });
});
