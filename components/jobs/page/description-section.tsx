'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Card, CardHeader } from '../../ui/card';
import { cn } from '../../ui/cn';
import { RichText } from './rich-text';

/** The posting's own words. A long one is folded until it is asked for, so that what is below stays in reach. */
export function DescriptionSection({ html }: { html: string | null }) {
  const text = useRef<HTMLDivElement>(null);
  const textId = useId();
  const [isLong, setLong] = useState(false);
  const [unfolded, setUnfolded] = useState(false);

  useEffect(() => {
    const element = text.current;
    if (!element) return;
    const measure = () => setLong((element.firstElementChild?.scrollHeight ?? 0) > FOLDED_PX + 80);
    const observer = new ResizeObserver(measure);
    observer.observe(element.firstElementChild ?? element);
    return () => observer.disconnect();
  }, []);

  return (
    <Card>
      <section aria-label="Description">
        <CardHeader title="Description" />
        {html === null ? (
          <p className="px-5 pt-3 pb-5 text-muted-foreground text-sm">
            The words of the posting are not saved. Postings tend to disappear: paste them here by “Edit”.
          </p>
        ) : (
          <div className="grid gap-3 px-5 pt-3 pb-5">
            <div
              ref={text}
              id={textId}
              className={cn(
                'relative overflow-hidden',
                !unfolded && 'max-h-104',
                isLong && !unfolded && 'mask-b-from-80% mask-b-to-100%',
              )}
            >
              <RichText html={html} />
            </div>
            {isLong ? (
              <Button
                variant="secondary"
                size="sm"
                className="justify-self-start"
                aria-expanded={unfolded}
                aria-controls={textId}
                onClick={() => setUnfolded(!unfolded)}
              >
                {unfolded ? 'Show less' : 'Show all'}
              </Button>
            ) : null}
          </div>
        )}
      </section>
    </Card>
  );
}

/** `max-h-104`. */
const FOLDED_PX = 416;
