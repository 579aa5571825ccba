import type { ReactNode } from 'react';
import { Kbd } from '../ui/kbd';

/** A topic of the help page; `id` is its fragment, to which other pages lead. */
export type HelpTopic = {
  id: string;
  title: string;
  questions: readonly { asked: string; answer: ReactNode }[];
};

/** What people ask, in the order in which they come to it. */
export const helpTopics: readonly HelpTopic[] = [
  {
    id: 'saving',
    title: 'Saving jobs',
    questions: [
      {
        asked: 'How do I save a job?',
        answer:
          'On the board, choose Add job. Paste the link of the posting and choose to fill in from it: title, company, place and pay are read from the page. Title and company are all that is needed.',
      },
      {
        asked: 'What counts against my limit?',
        answer:
          'Each saved job, whatever its status, samples and archived ones included. Deleting a job gives its place back at once.',
      },
      {
        asked: 'What happens at the limit?',
        answer:
          'Nothing is lost. Saving stops, and you are shown what the next plan gives and what it costs. After an upgrade the new limit holds within seconds.',
      },
    ],
  },
  {
    id: 'extension',
    title: 'The Chrome extension',
    questions: [
      {
        asked: 'How do I get it?',
        answer:
          'Install it in Chrome and choose Connect in its window. You are asked once whether it may save jobs for you; it never sees your password, and you can end it under Account, Sessions.',
      },
      {
        asked: 'On which pages does it work?',
        answer:
          'LinkedIn, Indeed, Greenhouse, Lever, Workday, Ashby, and any page that describes its posting in the way that search engines read. Elsewhere it takes what it can, and you fill in the rest.',
      },
      {
        asked: 'What does it read?',
        answer:
          'Only the page that you are on, and only when you open it or use its shortcut. What you save while you are offline is sent when you are back, once.',
      },
    ],
  },
  {
    id: 'board',
    title: 'The board',
    questions: [
      {
        asked: 'Can I use it by keyboard?',
        answer: (
          <>
            Yes. Move to a card with <Kbd>Tab</Kbd>, pick it up with <Kbd>Space</Kbd>, choose a column with
            the arrow keys and drop it with <Kbd>Space</Kbd>. <Kbd>Esc</Kbd> puts it back.
          </>
        ),
      },
      {
        asked: 'How do I keep a filter?',
        answer:
          'Filters, words and order are in the address of the page, so a bookmark keeps them. Save a view to have it on the board under a name.',
      },
      {
        asked: 'What happens to a job that I archive?',
        answer:
          'It leaves the board and keeps everything. Show archived jobs to find it, and restore it from its page.',
      },
    ],
  },
  {
    id: 'search',
    title: 'Search',
    questions: [
      {
        asked: 'What is searched?',
        answer:
          'Title, company, description and notes, the best matches first. Beginnings of words are enough, and a slip of the finger does no harm.',
      },
      {
        asked: 'What can Pro search for?',
        answer: (
          <>
            Fields and ranges, such as <code>company:acme</code>, <code>salary:&gt;80k</code> or{' '}
            <code>saved:&lt;2026-01-01</code>, exact words in quotation marks, and <code>-intern</code> for
            what must not be there.
          </>
        ),
      },
    ],
  },
  {
    id: 'reminders',
    title: 'Reminders and calendar',
    questions: [
      {
        asked: 'When am I reminded?',
        answer:
          'At a time that you choose, or when nothing has happened to a job for so many days. You are told in Foothold and by mail, and can put it off.',
      },
      {
        asked: 'How do interviews get into my calendar?',
        answer:
          'Make a calendar link under Account, Notifications and subscribe to it in your calendar. Whoever has the link can read it; make a new one and the old one ends.',
      },
      {
        asked: 'How do I stop the mails?',
        answer: 'By the link at the end of each, or kind by kind under Account, Notifications.',
      },
    ],
  },
  {
    id: 'files',
    title: 'Import and export',
    questions: [
      {
        asked: 'Can I bring my list along?',
        answer:
          'With Pro: choose Import in the menu of the board, and take a CSV of up to 5,000 rows. You see what goes where, and which rows have something wrong, before anything is saved.',
      },
      {
        asked: 'Can I take it away again?',
        answer:
          'From Basic up, the menu of the board exports all jobs, or those that you have filtered, as a CSV.',
      },
    ],
  },
  {
    id: 'account',
    title: 'Account and privacy',
    questions: [
      {
        asked: 'Who sees my jobs?',
        answer:
          'You, and the members of the organization in which you saved them. Support can look at an account to help; you are told by mail each time.',
      },
      {
        asked: 'How do I delete everything?',
        answer:
          'Under Account, delete your account. You have 30 days to change your mind; then what is yours is removed.',
      },
    ],
  },
];
