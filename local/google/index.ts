import type { LocalService } from '../service';
import { serveHttp } from '../shared/http-server';
import { answerAuthorize, answerChoice } from './consent';
import { makeGrants } from './grants';
import { answerToken, answerUserinfo } from './token';

/** The app that Google knows, by the two values that its console hands out. */
export type GoogleClient = { clientId: string; clientSecret: string };

/** What Google says about a person. */
export type GooglePerson = { sub: string; email: string; email_verified: boolean; name: string };

/**
 * Starts what stands in for Google's sign-in (OAuth 2.0 with a code): a page that asks who one wants to be, or cancels,
 * then `POST /token` and `GET /userinfo`. It knows nobody; an address is the same person each time.
 * @throws Error in one sentence when the port is taken
 */
export async function startGoogle(options: GoogleClient & { port: number }): Promise<LocalService> {
  const grants = makeGrants();
  return serveHttp({
    port: options.port,
    service: 'the Google stand-in',
    handler: (request, url) => {
      switch (`${request.method} ${url.pathname}`) {
        case 'GET /o/oauth2/v2/auth':
          return answerAuthorize(options, url);
        case 'POST /o/oauth2/v2/auth':
          return answerChoice(options, grants, request, url);
        case 'POST /token':
          return answerToken(options, grants, request);
        case 'GET /userinfo':
          return answerUserinfo(grants, request);
        default:
          return Response.json({ error: 'not_found' }, { status: 404 });
      }
    },
  });
}

/** The addresses that Supabase is told of, below the stand-in's. */
export function googleProvider(url: string, client: GoogleClient) {
  return {
    ...client,
    authorizeUrl: `${url}/o/oauth2/v2/auth`,
    tokenUrl: `${url}/token`,
    userinfoUrl: `${url}/userinfo`,
  };
}
