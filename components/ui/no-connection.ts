/** What somebody is told where no answer came, or the code of what they opened did not. */
export const noConnection = {
  title: 'No connection',
  detail: 'The server could not be reached. Check the connection and try again.',
};
