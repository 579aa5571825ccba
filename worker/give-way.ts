import { constants, setPriority } from 'node:os';

// On a machine that the worker shares with the app, whoever waits for an answer goes first. Imported before all else:
// to load the rest is most of the work of a start.
try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Some containers allow no priorities. Everything works without.
}
