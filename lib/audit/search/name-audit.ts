import type { Transaction } from '@/lib/db';
import type { AuditEvent } from '../schema';

/**
 * The events with what the people and organizations in them are called today; null for those that are gone. An event
 * itself is never changed, so only what it was done to and who did it have their names of then.
 * Precondition: `tx` is service work; who may see an event may know these.
 */
export async function nameAudit(tx: Transaction, events: readonly AuditEvent[]): Promise<AuditEvent[]> {
  const people = new Set(events.flatMap(({ user, actingAs }) => [user?.id ?? [], actingAs?.id ?? []].flat()));
  const places = new Set(events.flatMap(({ organization }) => organization?.id ?? []));
  const [emails, names] = [
    await tx.user.findMany({ where: { id: { in: [...people] } }, select: { id: true, email: true } }),
    await tx.organization.findMany({ where: { id: { in: [...places] } }, select: { id: true, name: true } }),
  ];
  const emailOf = new Map(emails.map(({ id, email }) => [id, email]));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const called = (person: AuditEvent['user']) =>
    person && { id: person.id, email: emailOf.get(person.id) ?? null };
  return events.map((event) => ({
    ...event,
    user: called(event.user),
    actingAs: called(event.actingAs),
    organization: event.organization && {
      id: event.organization.id,
      name: nameOf.get(event.organization.id) ?? null,
    },
  }));
}
