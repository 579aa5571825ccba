-- Jobs of an import have the times that their table has, and of one day many have the same. Their ids were the least of
-- that millisecond, the same for all of them, so that only the first could be saved.

-- An id as if it had been made at `p_at`, never the same one twice. Of those of one moment the one with the lower place is
-- the later one, as the list shows it: the place stands in the 24 bits behind the time, all below it is random.
create function app.uuid_v7_at(p_at timestamptz, p_place integer) returns uuid
language sql volatile set search_path = '' as $$
  select (lpad(to_hex(greatest(0, floor(extract(epoch from p_at) * 1000))::bigint), 12, '0')
    || '7' || left(t.place, 3) || '8' || right(t.place, 3) || substr(t.random, 21))::uuid
  from (select lpad(to_hex(16777215 - p_place), 6, '0') as place, replace(gen_random_uuid()::text, '-', '') as random) t
$$;
revoke execute on function app.uuid_v7_at(timestamptz, integer) from public;
grant execute on function app.uuid_v7_at(timestamptz, integer) to authenticated, foothold_service;
