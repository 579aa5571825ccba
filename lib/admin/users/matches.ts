import { Prisma } from '@/lib/db';
import { likeAnywhere, likeBeginning, likePatterns, type SearchWord } from './search-words';

/** What SQL asks of a row `u` of app.users for a word of a search: in the very words of the indexes, or they are of no use. */
export function matches(word: SearchWord): Prisma.Sql {
  if (word.kind !== 'text') {
    const owners = word.kind === 'customer' ? ownersOfCustomer : ownersOfSubscription;
    return Prisma.sql`u.id in (${owners(word.text)})`;
  }
  const ways = [
    ...likePatterns(word.text).map(
      (pattern) => Prisma.sql`lower(u.email || ' ' || coalesce(u.name, '')) like lower(${pattern})`,
    ),
    Prisma.sql`(u.former_email is not null and lower(u.former_email) like lower(${likeAnywhere(word.text)}))`,
    ...(word.ids ? [Prisma.sql`u.id between ${word.ids.from}::uuid and ${word.ids.to}::uuid`] : []),
    // As a list that is made first: beside the others a subquery would keep all of them from using an index.
    ...(word.mayBeCustomer
      ? [Prisma.sql`u.id = any (array(${ownersOfCustomer(word.text)} limit ${CUSTOMERS_MAX}))`]
      : []),
  ];
  return Prisma.sql`(${Prisma.join(ways, ' or ')})`;
}

// Far more than have any part of an id in common that somebody would look for.
const CUSTOMERS_MAX = 500;

function ownersOfCustomer(text: string): Prisma.Sql {
  return Prisma.sql`
    select m.user_id from app.organizations o join app.memberships m on m.organization_id = o.id
    where m.role = 'owner' and o.stripe_customer_id is not null
      and lower(o.stripe_customer_id) like lower(${likeAnywhere(text)})`;
}

function ownersOfSubscription(text: string): Prisma.Sql {
  return Prisma.sql`
    select m.user_id from app.subscriptions s join app.memberships m on m.organization_id = s.organization_id
    where m.role = 'owner' and s.id like ${likeBeginning(text)}`;
}
