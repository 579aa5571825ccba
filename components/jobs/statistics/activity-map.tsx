'use client';

import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';
import { cn } from '../../ui/cn';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { dayWords } from './statistics-words';

type Days = AdvancedStatistics['days'];

/**
 * A year of days as squares, the fuller the more was done. Arrow keys go from day to day, which screen readers tell like a
 * slider's value; the busy days stand in a table beside it.
 */
export function ActivityMap({ days }: { days: Days }) {
  const [index, setIndex] = useState(days.length - 1);
  const scroller = useRef<HTMLDivElement>(null);
  const offset = weekdayOf(days[0]?.date);
  const busiest = Math.max(0, ...days.map(doneOn));
  const shown = days[index];

  // What is newest is what one looks for.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }[event.key];
    const to = { Home: 0, End: days.length - 1 }[event.key] ?? (step === undefined ? null : index + step);
    if (to === null) return;
    event.preventDefault();
    setIndex(Math.min(days.length - 1, Math.max(0, to)));
  };

  return (
    <div className="grid gap-3">
      <div ref={scroller} className="overflow-x-auto pb-1">
        <div
          role="slider"
          tabIndex={0}
          aria-label="Activity by day"
          aria-valuemin={0}
          aria-valuemax={days.length - 1}
          aria-valuenow={index}
          aria-valuetext={shown && dayWords(shown)}
          onKeyDown={onKeyDown}
          className="w-max rounded-sm p-1"
        >
          <svg
            aria-hidden="true"
            width={Math.ceil((days.length + offset) / 7) * STEP}
            height={MONTHS + 7 * STEP}
            className="block"
          >
            {monthsOf(days).map(({ name, at }) => (
              <text
                key={at}
                x={Math.floor((at + offset) / 7) * STEP}
                y={11}
                className="fill-muted-foreground text-[11px]"
              >
                {name}
              </text>
            ))}
            {days.map((day, at) => (
              <rect
                key={day.date}
                x={Math.floor((at + offset) / 7) * STEP}
                y={MONTHS + ((at + offset) % 7) * STEP}
                width={SIDE}
                height={SIDE}
                rx="2"
                onPointerEnter={() => setIndex(at)}
                className={cn(
                  fills[levelOf(doneOn(day), busiest)],
                  at === index && 'stroke-2 stroke-foreground',
                )}
              />
            ))}
          </svg>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-13">
        <p aria-hidden="true" className="tabular text-muted-foreground">
          {shown && dayWords(shown)}
        </p>
        <p aria-hidden="true" className="flex items-center gap-1.5 text-muted-foreground text-xs">
          Less
          {fills.map((fill) => (
            <svg key={fill} aria-hidden="true" width={SIDE} height={SIDE}>
              <rect width={SIDE} height={SIDE} rx="2" className={fill} />
            </svg>
          ))}
          More
        </p>
      </div>
      <BusyDays days={days} />
    </div>
  );
}

function BusyDays({ days }: { days: Days }) {
  const busy = days.filter((day) => doneOn(day) > 0).reverse();
  if (busy.length === 0) return null;
  return (
    <details className="group">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-13 text-primary hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Numbers<span className="sr-only"> of the activity</span>
      </summary>
      <section
        aria-label="Activity, by day"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="mt-3 max-h-72 overflow-auto rounded-lg border [&>div]:rounded-none [&>div]:border-0"
      >
        <Table>
          <caption className="sr-only">Days on which something was done, the newest first</caption>
          <TableHeader>
            <tr>
              <TableHead>Day</TableHead>
              <TableHead align="end">Applications</TableHead>
              <TableHead align="end">Moves</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {busy.map(({ date, applied, moved }) => (
              <TableRow key={date}>
                <TableCell className="whitespace-nowrap">{longDay.format(new Date(date))}</TableCell>
                <TableCell align="end">{applied.toLocaleString('en-US')}</TableCell>
                <TableCell align="end">{moved.toLocaleString('en-US')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
    </details>
  );
}

function doneOn({ applied, moved }: Days[number]): number {
  return applied + moved;
}

/** Nothing is 0; the rest is in four steps, of which the last begins at eight at most, so that one busy day pales no other. */
function levelOf(done: number, busiest: number): number {
  return Math.min(4, Math.ceil((done / Math.min(Math.max(busiest, 1), 8)) * 4));
}

/** 0 is Monday. */
function weekdayOf(date: string | undefined): number {
  return date === undefined ? 0 : (new Date(date).getUTCDay() + 6) % 7;
}

/** Where each month begins; one whose name has no room before the next is left out. */
function monthsOf(days: Days): { name: string; at: number }[] {
  return days
    .flatMap(({ date }, at) =>
      at === 0 || date.endsWith('-01') ? [{ name: month.format(new Date(date)), at }] : [],
    )
    .filter(({ at }, index, all) => (all[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at >= 21);
}

const fills = ['fill-muted', 'fill-primary/30', 'fill-primary/55', 'fill-primary/80', 'fill-primary'];
const SIDE = 12;
const STEP = 15;
const MONTHS = 18;
const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
