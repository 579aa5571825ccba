import type { Metadata } from 'next';
import { OperationReference } from '@/components/api-reference/operation-reference';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { getPrincipal } from '@/lib/auth/server';
import { errorCodes } from '@/lib/http';
import { endpoints, referenceOf } from '@/lib/openapi';

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Every operation of Foothold’s API: addresses, fields, answers and errors.',
};

export default async function ApiReferencePage() {
  const signedIn = (await getPrincipal()) !== null;
  const tags = Map.groupBy(endpoints, (endpoint) => endpoint.tag);
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-4xl gap-12 px-4 py-12 sm:px-6">
        <div className="grid gap-3">
          <h1 className="font-semibold text-3xl">API reference</h1>
          <p className="max-w-2xl text-muted-foreground">
            JSON over HTTPS. Send an API key that has the scope named below, or a session’s access token, as{' '}
            <code className="text-13">Authorization: Bearer …</code>; a key may come as{' '}
            <code className="text-13">X-API-Key</code> instead. Lists answer{' '}
            <code className="text-13">nextCursor</code>; send it back as{' '}
            <code className="text-13">cursor</code> for the next page. The same in{' '}
            <a href="/api/openapi.json" className="text-primary underline underline-offset-4">
              OpenAPI 3.1
            </a>
            .
          </p>
        </div>

        {[...tags].map(([tag, operations]) => (
          <section key={tag} aria-labelledby={tag} className="grid gap-4">
            <h2 id={tag} className="font-semibold text-xl capitalize">
              {tag}
            </h2>
            {operations.map((endpoint) => (
              <OperationReference key={endpoint.operationId} operation={referenceOf(endpoint)} />
            ))}
          </section>
        ))}

        <section aria-labelledby="errors" className="grid gap-4">
          <h2 id="errors" className="font-semibold text-xl">
            Errors
          </h2>
          <p className="max-w-2xl text-muted-foreground">
            Every error is <code className="text-13">application/problem+json</code> (RFC 9457) with a stable{' '}
            <code className="text-13">error</code> to switch on, and a{' '}
            <code className="text-13">requestId</code> to quote to support.
          </p>
          <Table scrollLabel="Error codes">
            <TableHeader>
              <TableRow>
                <TableHead>error</TableHead>
                <TableHead>Status</TableHead>
                <TableHead>Meaning</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {errorCodes.map(({ code, status, meaning }) => (
                <TableRow key={code} id={code}>
                  <TableCell className="font-mono text-13">{code}</TableCell>
                  <TableCell>{status}</TableCell>
                  <TableCell>{meaning}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </section>
      </main>
      <SiteFooter signedIn={signedIn} />
    </>
  );
}
