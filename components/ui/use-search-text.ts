import { type FormEvent, useEffect, useRef, useState } from 'react';

/** Milliseconds that typing must rest before the search runs. */
const REST_MS = 250;

type SearchText = {
  text: string;
  setText: (text: string) => void;
  /** Searches at once, without waiting until typing rests. */
  search: (text: string) => void;
  /** Of the form around the box. */
  submit: (event: FormEvent) => void;
};

/**
 * The text of a search box that searches while typing, where what was searched lives in the URL.
 * @param shown what the URL has
 * @param working while the page that was asked for is on its way
 * @param go asks for the page of a text
 */
export function useSearchText(shown: string, working: boolean, go: (text: string) => void): SearchText {
  const [text, setText] = useState(shown);
  const [asked, setAsked] = useState(shown);

  // The URL changed by other means, such as "Clear all" or the back button: the box follows.
  if (shown !== asked && !working) {
    setAsked(shown);
    setText(shown);
  }
  const search = (next: string) => {
    if (next.trim() === asked) return;
    setAsked(next.trim());
    go(next);
  };
  const latestSearch = useRef(search);
  useEffect(() => {
    latestSearch.current = search;
  });
  useEffect(() => {
    const timer = setTimeout(() => latestSearch.current(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
  return { text, setText, search, submit };
}
