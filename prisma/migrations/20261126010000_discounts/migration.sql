-- What a coupon or promotion code takes off, as Stripe tells it: of a subscription from now on, and of each invoice.

alter table app.subscriptions
  add column discount_name text,
  add column discount_percent double precision,
  add column discount_amount bigint,
  -- Until when it holds; null for a discount without end, and for one of a single invoice.
  add column discount_ends_at timestamptz,
  add column discount_once boolean not null default false;

alter table app.invoices
  add column discount_name text,
  add column amount_discount bigint not null default 0;
