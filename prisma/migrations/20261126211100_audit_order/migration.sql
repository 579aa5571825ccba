-- Events of one transaction come in the order in which they were recorded, also within a millisecond.

-- As `uuid_v7`, with the fraction of the millisecond in the twelve bits behind it (RFC 9562, 6.2, method 3).
create function app.uuid_v7_ordered() returns uuid
language sql volatile set search_path = '' as $$
  select (lpad(to_hex(t.us / 1000), 12, '0') || '7' || lpad(to_hex(t.us % 1000 * 4096 / 1000), 3, '0') || substr(t.r, 17))::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as us,
               replace(gen_random_uuid()::text, '-', '') as r) t
$$;
alter table app.audit_events alter column id set default app.uuid_v7_ordered();
revoke execute on function app.uuid_v7_ordered() from public;
grant execute on function app.uuid_v7_ordered() to foothold_service;
