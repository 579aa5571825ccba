-- Invoices and payments as Stripe last told them, kept for their organization also after its customer is gone.

create type app.invoice_status as enum ('draft', 'open', 'paid', 'uncollectible', 'void');
create type app.payment_status as enum (
  'canceled', 'processing', 'requires_action', 'requires_capture', 'requires_confirmation',
  'requires_payment_method', 'succeeded'
);

create table app.invoices (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id text not null,
  stripe_customer_id text not null,
  subscription_id text,
  number text,
  status app.invoice_status not null,
  currency text not null check (currency ~ '^[a-z]{3}$'),
  total bigint not null,
  amount_due bigint not null,
  amount_paid bigint not null,
  amount_remaining bigint not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  due_at timestamptz,
  paid_at timestamptz,
  stripe_created_at timestamptz not null,
  synced_at timestamptz not null,
  primary key (organization_id, id)
);
create index invoices_organization_id_stripe_created_at_id_idx
  on app.invoices (organization_id, stripe_created_at, id);

create table app.payments (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id text not null,
  stripe_customer_id text not null,
  invoice_id text,
  status app.payment_status not null,
  currency text not null check (currency ~ '^[a-z]{3}$'),
  amount bigint not null,
  amount_received bigint not null,
  amount_refunded bigint not null,
  method text,
  card_brand text,
  card_last4 text,
  failure text,
  stripe_created_at timestamptz not null,
  synced_at timestamptz not null,
  primary key (organization_id, id)
);
create index payments_organization_id_stripe_created_at_id_idx
  on app.payments (organization_id, stripe_created_at, id);

-- Members read, service work writes.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['invoices', 'payments'] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format(
      'create policy tenant_read on app.%I for select to authenticated using ('
      'organization_id = (select app.current_organization_id()) and (select app.is_current_member()))', guarded);
    execute format('grant select on app.%I to authenticated', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
end
$$;
