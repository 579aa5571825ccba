import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { recorded, recordedActions } from '@/lib/audit/test-support';
import type { Principal } from '@/lib/auth';
import { noteGoogleConnected, renameUser, signOut } from '@/lib/auth/accounts';
import { askEmailChange } from '@/lib/auth/accounts/change-email';
import { changePassword } from '@/lib/auth/accounts/change-password';
import { createApiKey, renameApiKey, revokeApiKey, rotateApiKey } from '@/lib/auth/api-keys';
import { principalFor } from '@/lib/auth/api-keys/test-support';
import { identifyHeaders } from '@/lib/auth/authenticate';
import { disconnectExtension, exchangeExtensionCode } from '@/lib/auth/extension';
import { principalOfExtension } from '@/lib/auth/extension/principal-of-extension';
import { approve, newAttempt } from '@/lib/auth/extension/test-support';
import { proveSecondFactor, removeSecondFactor, renewRecoveryCodes } from '@/lib/auth/second-factor';
import { hashOfSecret } from '@/lib/auth/secret-token';
import { sessionTokensIn } from '@/lib/auth/session-cookie';
import { endOtherSessions, endSession } from '@/lib/auth/sessions';
import {
  cancelSubscription,
  changePlan,
  endSubscription,
  resumeSubscription,
  syncCustomer,
} from '@/lib/billing';
import { buy, principalOf } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { keepAccount } from '@/lib/deletion';
import { purgeAccount } from '@/lib/deletion/purge-account';
import { requestDeletion } from '@/lib/deletion/request-deletion';
import { addTeam, letDeletionPass } from '@/lib/deletion/test-support';
import { env } from '@/lib/env';
import { setFlag } from '@/lib/flags';
import {
  acceptInvitation,
  changeRole,
  createOrganization,
  declineInvitation,
  inviteMember,
  leaveOrganization,
  removeMember,
  resendInvitation,
  revokeInvitation,
  transferOwnership,
  updateOrganization,
} from '@/lib/organizations';
import { joinByInvitation, letTimePass, linkOf, makeAsker, makeTeam } from '@/lib/organizations/test-support';
import { saveAlertSettings } from '@/lib/usage';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { freshCode, turnOnSecondFactor, wrongCode } from '@/local/test/second-factors';
import { cookieHeader, signedInBrowser } from '@/local/test/sessions';

/** Every secret that was made on the way; the last test looks for each of them in the log. */
const secrets = new Set<string>();
const keep = (...texts: (string | null | undefined)[]) => {
  for (const text of texts) if (text) secrets.add(text);
};

afterAll(disconnect);

const actionsIn = (organization: string) => recordedActions({ organization });

describe('an organization', () => {
  it('has recorded who came, went and became what', async () => {
    const owner = await makeAsker();
    const { id: team } = await createOrganization(owner, { name: 'Before' });
    await updateOrganization(owner, team, { name: 'After' });
    await updateOrganization(owner, team, { name: 'After' });
    const [guest, decliner] = [await makeAsker(), await makeAsker()];
    const open = await inviteMember(owner, team, { email: guest.email, role: 'member' });
    await letTimePass(team, open.id, 3_600);
    await resendInvitation(owner, team, open.id);
    const link = await linkOf(team, open.id);
    keep(link);
    await acceptInvitation(guest, link);
    await acceptInvitation(guest, link);
    const other = await inviteMember(owner, team, { email: decliner.email, role: 'viewer' });
    const declined = await linkOf(team, other.id);
    keep(declined);
    await declineInvitation(decliner, declined);
    const third = await inviteMember(owner, team, { email: decliner.email, role: 'viewer' });
    await revokeInvitation(owner, team, third.id);
    await changeRole(owner, team, guest.userId, 'admin');
    await changeRole(owner, team, guest.userId, 'admin');
    await transferOwnership(owner, team, guest.userId);
    await removeMember(guest, team, owner.userId);

    const events = await recorded({ organization: team });
    expect(events.map(({ action }) => action)).toEqual([
      'organization.created',
      'organization.renamed',
      'member.invited',
      'invitation.resent',
      'member.joined',
      'member.invited',
      'invitation.declined',
      'member.invited',
      'invitation.withdrawn',
      'member.role_changed',
      'organization.ownership_transferred',
      'member.removed',
    ]);
    expect(events[1]).toMatchObject({
      actor: { id: owner.userId, email: owner.email },
      before: { name: 'Before' },
      after: { name: 'After' },
    });
    expect(events[2]).toMatchObject({ target: { label: guest.email }, after: { role: 'member' } });
    expect(events[4]).toMatchObject({ actor: { email: guest.email }, user: { id: guest.userId } });
    expect(events[9]).toMatchObject({ before: { role: 'member' }, after: { role: 'admin' } });
    expect(events[10]).toMatchObject({ before: { owner: owner.email }, after: { owner: guest.email } });
    expect(events[11]).toMatchObject({ target: { label: owner.email }, before: { role: 'admin' } });
  });

  it('has recorded that somebody left, and which of their keys ended with that', async () => {
    const { owner, team } = await makeTeam();
    const admin = await joinByInvitation(owner, team, 'admin');
    const { key, secret } = await createApiKey(await principalIn(admin, team), keyInput());
    keep(secret);
    await leaveOrganization(admin, team);
    const events = await recorded({ organization: team, actor: admin.userId });
    expect(events.map(({ action }) => action)).toEqual([
      'member.joined',
      'api_key.created',
      'member.left',
      'api_key.revoked',
    ]);
    expect(events[3]).toMatchObject({ target: { id: key.id, label: 'Nightly import' } });
  });

  it('has recorded what came of its keys, and nothing of what they are', async () => {
    const owner = await principalFor(await makePerson());
    const { key, secret } = await createApiKey(owner, keyInput(), 'the same request');
    await createApiKey(owner, keyInput(), 'the same request');
    await renameApiKey(owner, key.id, { name: 'Hourly import' });
    await renameApiKey(owner, key.id, { name: 'Hourly import' });
    const rotated = await rotateApiKey(owner, key.id, { overlapDays: 0 });
    await revokeApiKey(owner, rotated.key.id);
    for (const each of [secret, rotated.secret]) keep(each, await hashOfSecret(each ?? ''));
    const events = await recorded({ organization: owner.organizationId, action: 'api_key' });
    expect(events.map(({ action }) => action)).toEqual([
      'api_key.created',
      'api_key.renamed',
      'api_key.rotated',
      'api_key.revoked',
    ]);
    expect(events[1]).toMatchObject({ before: { name: 'Nightly import' }, after: { name: 'Hourly import' } });
    expect(events[2]).toMatchObject({ after: { replacedBy: rotated.key.id } });
  });

  it('has recorded what changes of its alerts, of two at once what each of them changed', async () => {
    const person = await makePerson();
    const actor = { id: person.userId, via: 'session' } as const;
    const off = [{ metric: 'api_keys', mail: false, banner: true }] as const;
    await Promise.all([saveAlertSettings(person, off, actor), saveAlertSettings(person, off, actor)]);
    const events = await recorded({ organization: person.organizationId });
    expect(events).toMatchObject([
      {
        action: 'usage_alerts.changed',
        before: { api_keys: { mail: true, banner: true } },
        after: { api_keys: { mail: false, banner: true } },
      },
    ]);
  });

  it('has recorded what was ordered and what became of its plan, each once however often it is synced', async () => {
    const owner = principalOf(await makePerson());
    const { customer, sessionId } = await buy(owner, { planId: 'basic', interval: 'month' });
    keep(sessionId);
    await Promise.all([syncCustomer(customer), syncCustomer(customer)]);
    await changePlan(owner, { planId: 'pro', interval: 'month' });
    await syncCustomer(customer);
    await cancelSubscription(owner, {});
    await resumeSubscription(owner);
    await endSubscription(owner, {});
    await syncCustomer(customer);
    const events = await recorded({ organization: owner.organizationId });
    expect(events.map(({ via, action }) => `${via}: ${action}`)).toEqual([
      'system: subscription.started',
      'system: plan.changed',
      'system: subscription.changed',
      'system: plan.changed',
      'session: subscription.change_ordered',
      'session: subscription.canceled',
      'session: subscription.resumed',
      'system: subscription.ended',
      'system: plan.changed',
      'session: subscription.ended_at_once',
    ]);
    expect(events.filter(({ action }) => action === 'plan.changed').map(({ after }) => after)).toEqual([
      { planId: 'basic' },
      { planId: 'pro' },
      { planId: 'free' },
    ]);
    expect(events[4]).toMatchObject({ before: { planId: 'basic' }, after: { planId: 'pro' } });
  });
});

describe('a person', () => {
  it('has recorded each sign-in once, however many requests come first, and how each session ended', async () => {
    const person = await signingIn();
    const [first, second, third] = [await person.browser(), await person.browser(), await person.browser()];
    for (const browser of [first, second, third])
      await Promise.all(Array.from({ length: 5 }, () => identifyHeaders(browser.headers)));
    await endSession(person, second.sessionId);
    await signOut(third.accessToken);
    await person.browser().then(({ headers }) => identifyHeaders(headers));
    await endOtherSessions({ userId: person.userId, credentialId: first.sessionId });
    expect(await actionsIn(person.userId)).toEqual([
      'session.started',
      'session.started',
      'session.started',
      'session.revoked',
      'session.ended',
      'session.started',
      'session.others_revoked',
    ]);
  });

  it('has recorded what changed about how they sign in', async () => {
    const person = await signingIn();
    const { client, accessToken } = await person.browser();
    const proof = { currentPassword: person.password, accessToken, headers: new Headers() };
    const email = `new-${crypto.randomUUID()}@example.test`;
    await renameUser({ ...person, via: 'session' }, { name: 'Nora Berg' });
    await askEmailChange(client, person, email, { proof, landing: `${env().APP_URL}/account` });
    // As the link does it, or somebody in Supabase's dashboard.
    await admin().auth.admin.updateUserById(person.userId, { email, email_confirm: true });
    await noteGoogleConnected(client);
    const password = `pw-${crypto.randomUUID()} seven herons`;
    keep(password);
    await changePassword(client, { ...person, email, name: null, credentialId: null }, password, proof);
    const events = await recorded({ organization: person.userId });
    expect(events.map(({ action }) => action)).toEqual([
      'account.renamed',
      'account.email_change_asked',
      'account.email_changed',
      'account.google_connected',
      'account.password_changed',
    ]);
    expect(events[1]).toMatchObject({ actor: { email: person.email }, after: { to: email } });
    expect(events[2]).toMatchObject({
      actor: null,
      via: 'system',
      before: { email: person.email },
      after: { email },
    });
    expect(events[4]).toMatchObject({ actor: { email }, before: null, after: null });
  });

  it('has recorded two-factor sign-in, and none of its codes', async () => {
    const person = await signingIn();
    const { client, prover, app, recoveryCodes } = await turnOnSecondFactor(person);
    keep(app.secret, ...recoveryCodes);
    const renewed = await renewRecoveryCodes(client, prover, freshCode(app));
    keep(...renewed);
    for (let nth = 0; nth < 4; nth++)
      await proveSecondFactor(client, prover, wrongCode(app, nth)).catch(() => undefined);
    await proveSecondFactor(client, prover, renewed[0] ?? '');
    await removeSecondFactor(client, prover, renewed[1] ?? '');
    expect(await actionsIn(person.userId)).toEqual([
      'second_factor.turned_on',
      'second_factor.recovery_codes_replaced',
      'second_factor.recovery_code_used',
      'second_factor.recovery_code_used',
      'second_factor.turned_off',
    ]);
  });

  it('has recorded the extension: connected, disconnected, and when its code came twice', async () => {
    const person = await makePerson();
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const exchange = () =>
      exchangeExtensionCode({ ...attempt, code }, new Headers({ 'user-agent': 'Test/1' }));
    const { token } = await exchange();
    await exchange().catch(() => undefined);
    const another = newAttempt();
    const second = await approve(person, another);
    const given = await exchangeExtensionCode({ ...another, code: second }, new Headers());
    await disconnectExtension(await principalOfExtension(given.token));
    keep(code, second, token, given.token, attempt.codeVerifier, await hashOfSecret(token));
    const events = await recorded({ organization: person.userId });
    expect(events.map(({ via, action }) => `${via}: ${action}`)).toEqual([
      'session: extension.connected',
      'system: extension.code_replayed',
      'session: extension.connected',
      'extension: extension.disconnected',
    ]);
  });

  it('has recorded that the account was to go, was kept, and went; and all of it outlives the account', async () => {
    const leaver = await makePerson();
    await requestDeletion(principalOf(leaver));
    await requestDeletion(principalOf(leaver));
    await keepAccount(leaver.userId);
    await keepAccount(leaver.userId);
    const [heir, team] = [await makePerson(), await addTeam(leaver, 'Of two')];
    await joinOrganization(heir, team, 'owner');
    await requestDeletion(principalOf(leaver));
    await letDeletionPass(leaver);
    // Who was to go on has lost the ownership meanwhile.
    await asService('test.demote', (tx) =>
      tx.membership.update({
        where: { organizationId_userId: { organizationId: team, userId: heir.userId } },
        data: { role: 'admin' },
      }),
    );
    await purgeAccount(leaver.userId);
    const events = await recorded({ organization: leaver.userId });
    expect(events.map(({ via, action }) => `${via}: ${action}`)).toEqual([
      'session: account.deletion_asked',
      'session: account.deletion_withdrawn',
      'session: account.deletion_asked',
      'system: account.closed',
      'system: organization.deleted',
      'system: account.purged',
    ]);
    expect(events.at(-1)).toMatchObject({ target: { id: leaver.userId, label: leaver.email } });
    expect(await recorded({ organization: team })).toMatchObject([
      { action: 'organization.ownership_inherited', user: { id: heir.userId } },
      { action: 'member.left', user: { id: leaver.userId }, target: { label: leaver.email } },
    ]);
    // Found by the address that nobody has any more.
    expect((await recorded({ user: leaver.email })).length).toBeGreaterThanOrEqual(5);
  });

  it('has recorded that they are gone when somebody deletes them in Supabase’s dashboard', async () => {
    const person = await makePerson();
    await admin().auth.admin.deleteUser(person.userId);
    expect(await recorded({ organization: person.userId })).toMatchObject([
      { action: 'account.purged', actor: null, via: 'system', target: { label: person.email } },
    ]);
  });
});

it('a flag has recorded who switched it, and how it was', async () => {
  const { userId, email } = await makePerson();
  await setFlag('FF_PLAN_ENTERPRISE_ENABLED', true, userId);
  await setFlag('FF_PLAN_ENTERPRISE_ENABLED', true, userId);
  await setFlag('FF_PLAN_ENTERPRISE_ENABLED', null, userId);
  expect(await recorded({ actor: userId, action: 'flag' })).toMatchObject([
    { actor: { email }, organization: null, before: { enabled: null }, after: { enabled: true } },
    { before: { enabled: true }, after: { enabled: null } },
  ]);
});

it('nothing is done that cannot be recorded', async () => {
  const { owner, team } = await makeTeam();
  const member = await joinByInvitation(owner, team, 'member');
  // The table takes no address that is so long; nothing else about these people is wrong.
  const asker = { ...owner, organizationId: team, email: 'x'.repeat(400) };
  const principal = { ...(await principalIn(owner, team)), email: asker.email };
  const actor = { id: owner.userId, email: asker.email, via: 'session' } as const;
  const state = () =>
    asService('test.state', async (tx) => ({
      owned: await tx.membership.findMany({ where: { userId: owner.userId }, orderBy: { createdAt: 'asc' } }),
      members: await tx.membership.findMany({ where: { organizationId: team }, orderBy: { userId: 'asc' } }),
      invitations: await tx.invitation.count({ where: { organizationId: team } }),
      keys: await tx.apiKey.count({ where: { organizationId: team } }),
      used: await tx.usageCounter.findMany({ where: { organizationId: team }, orderBy: { metric: 'asc' } }),
      alerts: await tx.usageAlertSetting.count({ where: { organizationId: team } }),
      organization: await tx.organization.findUnique({ where: { id: team } }),
      user: (await tx.user.findUnique({ where: { id: owner.userId } }))?.name,
    }));
  const before = await state();
  const attempts = [
    () => createOrganization(asker, { name: 'Another' }),
    () => updateOrganization(asker, team, { name: 'Another' }),
    () => inviteMember(asker, team, { email: 'somebody@example.test', role: 'viewer' }),
    () => changeRole(asker, team, member.userId, 'admin'),
    () => transferOwnership(asker, team, member.userId),
    () => removeMember(asker, team, member.userId),
    () => createApiKey(principal, keyInput()),
    () => renameUser(principal, { name: 'Another' }),
    () => saveAlertSettings(principal, [{ metric: 'runs', mail: false, banner: false }], actor),
  ];
  for (const attempt of attempts) {
    await expect(attempt(), String(attempt)).rejects.toThrow();
    expect(await state(), String(attempt)).toEqual(before);
  }
});

it('nothing of all that is a secret', async () => {
  expect(secrets.size).toBeGreaterThan(30);
  const found = await asService('test.search', async (tx) => {
    const leaks: string[] = [];
    for (const secret of secrets) {
      const [row] = await tx.$queryRaw<{ action: string }[]>`
        select action from app.audit_events e where position(${secret} in to_jsonb(e)::text) > 0 limit 1`;
      if (row) leaks.push(`${row.action}: ${secret}`);
    }
    return leaks;
  });
  expect(found).toEqual([]);
});

function keyInput() {
  return { name: 'Nightly import', scopes: ['jobs:read' as const], expiresAt: null };
}

function principalIn(person: TestPerson, organizationId: string): Promise<Principal> {
  return principalFor({ ...person, organizationId });
}

/** A person and browsers in which they sign in by password, as the form does. */
async function signingIn() {
  const person = await makePerson();
  keep(person.password);
  const browser = async () => {
    const { client, cookies } = await signedInBrowser(person);
    const tokens = sessionTokensIn(cookies());
    if (!tokens) throw new Error('Nobody is signed in.');
    keep(tokens.accessToken, tokens.refreshToken);
    const sessionId = String(decodeJwt(tokens.accessToken).session_id);
    const headers = new Headers({ cookie: cookieHeader(cookies()), 'user-agent': 'Test/1' });
    return { client, headers, sessionId, accessToken: tokens.accessToken };
  };
  return { ...person, browser };
}

function admin(): SupabaseClient {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  return createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}
