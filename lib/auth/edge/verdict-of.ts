import { type ProblemError, problems } from '@/lib/http/problem';
import { catalogue, type Feature, lowestPlanWith } from '@/lib/plans';
import { rateLimitHeaders } from '@/lib/rate-limits/edge';
import type { Finding } from './finding';
import { type Decision, pass, pathOf } from './gate';
import { UNSURE_HEADER, WAIT_HEADER } from './identity-headers';

type Asked = { method: string; url: URL; isApi: boolean; feature: Feature | null };

/** What becomes of a request, what its handler is told, and what its answer says. */
export type Verdict = {
  decision: Decision;
  toHandler: Record<string, string>;
  toCaller: Record<string, string>;
};

/** Decides from what Redis said: the API is refused with a problem, pages lead to where they say why, actions say so themselves. */
export function verdictOf(finding: Finding, asked: Asked): Verdict {
  if (finding.state === 'guessing')
    return {
      ...nothingTold,
      decision: refuse(problems.rateLimited(finding.seconds, 'Too many unknown keys.')),
    };
  if (finding.state === 'wrong-secret')
    return { ...nothingTold, decision: refuse(problems.unauthenticated(finding.detail)) };
  if (finding.state !== 'known') return { ...nothingTold, decision: turnedAway(finding.state, asked) };
  const { standing, lacksFeature, unsure } = finding;
  const toHandler: Verdict['toHandler'] = {};
  if (unsure) toHandler[UNSURE_HEADER] = unsure;
  if (!asked.isApi) {
    if (standing?.passed === false) toHandler[WAIT_HEADER] = String(standing.seconds);
    return { decision: pass, toHandler, toCaller: {} };
  }
  const toCaller = standing ? rateLimitHeaders(standing.policy, standing) : {};
  if (standing?.passed === false)
    return { decision: refuse(problems.rateLimited(standing.seconds)), toHandler, toCaller };
  if (lacksFeature && asked.feature) return { decision: refuse(upgrade(asked.feature)), toHandler, toCaller };
  return { decision: pass, toHandler, toCaller };
}

const nothingTold = { toHandler: {}, toCaller: {} };

function turnedAway(state: keyof typeof refusals, { method, url, isApi }: Asked): Decision {
  if (isApi) return refuse(refusals[state]());
  // Forms post to the page they are on; their action finds out, and answers in the form that React expects.
  if (method !== 'GET' && method !== 'HEAD') return pass;
  const notice = state === 'suspended' ? 'suspended' : 'session-over';
  return { kind: 'redirect', to: `/sign-in?notice=${notice}&next=${encodeURIComponent(pathOf(url))}` };
}

// In the words of `authenticate`, which would say the same.
const refusals = {
  revoked: () => problems.unauthenticated('The session is over. Sign in again.'),
  suspended: () => problems.forbidden('This account is suspended.'),
  gone: () => problems.unauthenticated('This account does not exist any more.'),
};

function refuse(problem: ProblemError): Decision {
  return { kind: 'refuse', problem };
}

// By the catalogue as shipped: the edge has no other. The handler reads the one that counts.
function upgrade(feature: Feature) {
  const requiredPlan = lowestPlanWith(catalogue.plans, feature)?.id;
  return problems.planUpgradeRequired({ feature, requiredPlan });
}
