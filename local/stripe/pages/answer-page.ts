import { readBody } from '../../shared/http-server';
import { type Context, type Emulator, NO_REQUEST } from '../core/context';
import { inTimeOf } from '../test-clocks/clock-of';
import {
  answerAuthentication,
  enterBilling,
  enterPromotionCode,
  payCheckout,
  showAuthentication,
  showCheckout,
} from './checkout-actions';
import { page } from './html';
import { payHostedInvoice, showInvoice, showInvoicePayment } from './invoice-actions';
import { notice } from './layout';
import { changePlan, showPortal, switchPlan } from './portal-actions';
import { changeCard, showCardForm } from './portal-card';
import { portalSession } from './portal-session';

/** What the hosted pages work with. */
export type PageOptions = { emulator: Emulator; onChange(): void };

/** Answers everything that a browser opens: Checkout, portal, invoices. One form is one transaction. */
export async function answerPage(options: PageOptions, request: Request, url: URL): Promise<Response> {
  const body = request.method === 'POST' ? (await readBody(request, 64 * 1024)).toString('utf8') : '';
  const fields = new URLSearchParams(body);
  const context: Context = { ...options.emulator, cause: NO_REQUEST };
  const response = context.store.transaction(() => answer(context, request.method, url, fields));
  options.onChange();
  return response;
}

function answer(general: Context, method: string, url: URL, fields: URLSearchParams): Response {
  const [area, ...rest] = url.pathname.slice(1).split('/');
  const [a = '', b = '', c = ''] = rest;
  const isPost = method === 'POST';
  // The portal and an invoice's page act in their customer's time; Checkout sees to it when it is paid.
  const customer = area === 'p' ? portalSession(general, b)?.customer : undefined;
  const context = inTimeOf(general, [customer ?? '', area === 'i' ? a : '']);
  if (area === 'c' && a === 'pay' && rest.length === 2) {
    return isPost ? payCheckout(context, b, fields) : showCheckout(context, b);
  }
  if (area === 'c' && a === 'pay' && c === 'promotion' && isPost)
    return enterPromotionCode(context, b, fields);
  if (area === 'c' && a === 'pay' && c === 'billing' && isPost) return enterBilling(context, b, fields);
  if (area === 'c' && a === 'pay' && c === 'authenticate' && rest.length === 3) {
    const token = url.searchParams.get('token') ?? '';
    return isPost ? answerAuthentication(context, b, fields) : showAuthentication(context, b, token);
  }
  if (area === 'p' && a === 'session' && rest.length === 2 && !isPost) return showPortal(context, b);
  if (area === 'p' && a === 'session' && isPost && (c === 'cancel' || c === 'resume')) {
    return changePlan(context, b, c === 'cancel', fields);
  }
  if (area === 'p' && a === 'session' && isPost && c === 'plan') return switchPlan(context, b, fields);
  if (area === 'p' && a === 'session' && c === 'card') {
    return isPost ? changeCard(context, b, fields) : showCardForm(context, b);
  }
  if (area === 'i' && c === 'pay') {
    return isPost ? payHostedInvoice(context, a, b, fields) : showInvoicePayment(context, a, b);
  }
  if (area === 'i' && !isPost) return showInvoice(context, a, b, c === 'pdf');
  return page(404, notice('Nothing here', 'There is no page at this address.'));
}
