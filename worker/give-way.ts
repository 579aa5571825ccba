import { constants, setPriority } from 'node:os';

// On a machine that the worker shares with the app, whoever waits for an answer goes first. Imported before all else:
// to load the rest is most of the work of a start.
setPriority(constants.priority.PRIORITY_LOW);
