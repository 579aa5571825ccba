-- People are found by any part of a Stripe customer's id and of an address that was freed, too, and sorted by when they
-- were last seen with those who never were at the end.

create index users_seen_id_idx on app.users ((coalesce(last_seen_at, '-infinity'::timestamptz)), id);

-- Ways to the few that are not looked for among all.
create index users_status_idx on app.users (status) where status <> 'active';
create index subscriptions_plan_id_idx on app.subscriptions (plan_id);

-- The extension lives where the host keeps its own.
do $$
declare
  v_home text;
begin
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format(
    'create index organizations_customer_search_idx on app.organizations '
    'using gin (lower(stripe_customer_id) %I.gin_trgm_ops) where stripe_customer_id is not null', v_home);
  execute format(
    'create index users_former_email_search_idx on app.users '
    'using gin (lower(former_email) %I.gin_trgm_ops) where former_email is not null', v_home);
end
$$;
