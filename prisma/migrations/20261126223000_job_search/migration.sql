-- Saved jobs are found by their words, by beginnings of words and in spite of slips of the pen.
--
-- A table of its own beside `saved_jobs`: a job that is only moved on the board writes nothing here, and who reads a job
-- does not carry its index along. Each word begins with four letters that tell organizations apart, so that one organization's words
-- stand together in the index: the beginning of a word is looked up among its own, however many others there are.

do $$
declare
  v_home text := case when to_regnamespace('extensions') is null then 'public' else 'extensions' end;
begin
  execute format('create extension if not exists btree_gin with schema %I', v_home);
end
$$;

create table app.job_search (
  organization_id uuid not null,
  job_id uuid not null,
  -- Words of title, company and place, one space between them: what slips of the pen are compared with.
  names text not null,
  -- What ranks: title (A), company and place (B). Short, so that it lies in the row.
  head tsvector not null,
  -- What is found: the head, notes (C) and description (D).
  words tsvector not null,
  primary key (organization_id, job_id),
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade
);
-- The long one lies outside of the row, so that thousands of rows can be ranked without reading it.
alter table app.job_search alter column words set storage external,
  alter column head set storage main, alter column names set storage main;
alter table app.job_search set (toast_tuple_target = 256);

-- What waits to be sorted into an index is read by every search: little may wait.
create index job_search_words_idx on app.job_search using gin (words) with (gin_pending_list_limit = 256);
do $$
declare
  v_home text;
begin
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format(
    'create index job_search_names_idx on app.job_search using gin (organization_id, names %I.gin_trgm_ops) '
    'with (gin_pending_list_limit = 256)', v_home);
end
$$;

-- Words --------------------------------------------------------------------------------------------------------------

-- The words of a text as they are compared, one space between them: without capitals, accents and punctuation. What has no
-- spaces between its words (Chinese, Japanese, Thai) has them between its letters. `foldedWords` of lib/jobs/search does the same.
create function app.search_text(p_text text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  with folded as (
    select lower(regexp_replace(normalize(p_text, nfkd), '[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]', '', 'g')
                 collate "und-x-icu") as line
  ), spelled as (
    select translate(replace(replace(replace(replace(line, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
                     'øłđðıς', 'olddiσ') as line
    from folded
  ), named as (
    -- Languages whose names would lose what makes them a name.
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(line,
      '(^|[^a-z0-9])c\+\+', '\1cplusplus', 'g'), '(^|[^a-z0-9])([cf])#', '\1\2sharp', 'g'),
      '(^|[^a-z0-9])\.net(?![a-z0-9])', '\1dotnet', 'g'), '[''’]s(?![a-z0-9])', 's', 'g') as line
    from spelled
  ), spaced as (
    select regexp_replace(line,
      '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])',
      ' \1 ', 'g') as line
    from named
  )
  select btrim(regexp_replace(line,
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u3004\u3008-\u3020\ufe10-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]+',
    ' ', 'g')) from spaced
$$;

-- What begins the words of an organization.
create function app.search_tag(p_organization_id uuid) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select left(md5(p_organization_id::text), 4)
$$;

-- Words of `search_text` with their places in it. Made by hand: PostgreSQL's own reader sees file names and addresses in what people
-- write, and differs with the database's language.
create function app.search_vector(p_tag text, p_words text, p_weight text) returns tsvector
language sql immutable strict parallel safe set search_path = '' as $$
  select coalesce(string_agg(format('''%s%s'':%s%s', p_tag, left(w.word, 60), least(w.place, 16383), p_weight), ' '), '')::tsvector
  from unnest(string_to_array(p_words, ' ')) with ordinality w (word, place) where w.word <> ''
$$;

-- Two words that stand side by side as one: whoever looks for "fullstack" finds "full stack".
create function app.search_pairs(p_words text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select coalesce(string_agg(w.word || w.next, ' '), '')
  from (select word, lead(word) over (order by place) as next
        from unnest(string_to_array(p_words, ' ')) with ordinality u (word, place)) w
  where w.word ~ '^[a-z]{2,20}$' and w.next ~ '^[a-z]{2,20}$'
$$;

-- The tags of HTML are no words of it. Cut where a vector could become longer than PostgreSQL takes, whatever it is made of.
create function app.search_text_of_html(p_html text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select left(app.search_text(left(regexp_replace(regexp_replace(p_html, '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'), 60000)), 60000)
$$;

create function app.index_job(p_job app.saved_jobs) returns void
language plpgsql set search_path = '' as $$
declare
  v_tag constant text := app.search_tag(p_job.organization_id);
  v_title constant text := app.search_text(p_job.title);
  v_company constant text := app.search_text(p_job.company);
  v_place constant text := app.search_text(concat_ws(' ', p_job.location, p_job.work_mode));
  v_notes constant text := coalesce(left(app.search_text(p_job.notes), 20000), '');
  v_description constant text := coalesce(app.search_text_of_html(p_job.description), '');
  v_head tsvector;
begin
  v_head := app.search_vector(v_tag, v_title, 'A') || app.search_vector(v_tag, app.search_pairs(v_title), 'A')
    || app.search_vector(v_tag, v_company, 'B') || app.search_vector(v_tag, app.search_pairs(v_company), 'B')
    || app.search_vector(v_tag || 'l:', v_place, 'B');
  insert into app.job_search (organization_id, job_id, names, head, words)
  values (p_job.organization_id, p_job.id, concat_ws(' ', v_title, v_company, v_place), v_head,
          v_head || app.search_vector(v_tag, v_notes, 'C') || app.search_vector(v_tag, v_description, 'D'))
  on conflict (organization_id, job_id) do update
    set names = excluded.names, head = excluded.head, words = excluded.words;
end
$$;

-- Definer rights: nobody writes the index directly.
create function app.on_job_text() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.index_job(new);
  return null;
end
$$;
create trigger job_text_saved after insert on app.saved_jobs for each row execute function app.on_job_text();
create trigger job_text_changed after update of title, company, location, work_mode, notes, description on app.saved_jobs
  for each row when ((old.title, old.company, old.location, old.work_mode, old.notes, old.description)
    is distinct from (new.title, new.company, new.location, new.work_mode, new.notes, new.description))
  execute function app.on_job_text();

-- Questions ----------------------------------------------------------------------------------------------------------

-- Whether one word is another with a slip or two of the pen: a letter more, less or other, or two that changed places.
create function app.is_slip(p_word text, p_other text) returns boolean
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  v_most constant integer := case when length(p_word) < 4 then 0 when length(p_word) < 8 then 1 else 2 end;
  v_before integer[];
  v_last integer[];
  v_row integer[];
  v_same boolean;
begin
  if abs(length(p_word) - length(p_other)) > v_most then return false; end if;
  v_last := array(select generate_series(0, length(p_other)));
  for i in 1 .. length(p_word) loop
    v_row := array[i];
    for j in 1 .. length(p_other) loop
      v_same := substr(p_word, i, 1) = substr(p_other, j, 1);
      v_row[j + 1] := least(v_last[j + 1] + 1, v_row[j] + 1, v_last[j] + case when v_same then 0 else 1 end);
      if i > 1 and j > 1 and substr(p_word, i, 1) = substr(p_other, j - 1, 1)
         and substr(p_word, i - 1, 1) = substr(p_other, j, 1) then
        v_row[j + 1] := least(v_row[j + 1], v_before[j - 1] + 1);
      end if;
    end loop;
    v_before := v_last;
    v_last := v_row;
  end loop;
  return v_last[length(p_other) + 1] <= v_most;
end
$$;

-- A word of `search_text` as it stands in a query: `p_flags` are * for the beginning of one, and weights.
create function app.search_lexeme(p_word text, p_flags text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select '''' || p_word || '''' || case when p_flags = '' then '' else ':' || p_flags end
$$;

-- One word of a question within a scope, as PostgreSQL writes a tsquery: the word itself, the beginning of one, and what English
-- makes of its stem. Letters and digits alone come out of `search_text`, so that nothing of it is an operator. What is written as one
-- and read as several, such as "full-stack", is a phrase. Null without any letter.
create function app.word_query(p_tag text, p_word text, p_scope text, p_prefix boolean, p_exact boolean) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_tokens constant text[] := array(
    select left(t.word, 60) from unnest((string_to_array(app.search_text(p_word), ' '))[1:20]) with ordinality t (word, place)
    where t.word <> '' order by t.place);
  v_count constant integer := cardinality(v_tokens);
  v_last constant text := v_tokens[v_count];
  v_weight constant text :=
    case p_scope when 'title' then 'A' when 'company' then 'B' when 'notes' then 'C' when 'description' then 'D' else '' end;
  v_stem text;
  v_marker text;
  v_query text;
begin
  if v_count = 0 then return null; end if;
  if not p_exact and v_count = 1 then
    v_stem := (ts_lexize('pg_catalog.english_stem', v_last))[1];
    -- A shorter one is the beginning of too much.
    if v_stem = v_last or length(v_stem) < 4 then v_stem := null; end if;
  end if;
  -- Places are marked, so that "location:" finds them alone.
  foreach v_marker in array case p_scope when 'any' then array['', 'l:'] when 'location' then array['l:'] else array[''] end loop
    v_query := concat_ws(' | ', v_query, concat_ws(' <-> ',
      (select string_agg(app.search_lexeme(p_tag || v_marker || t.word, v_weight), ' <-> ' order by t.place)
       from unnest(v_tokens[1:v_count - 1]) with ordinality t (word, place)),
      '(' || concat_ws(' | ',
        app.search_lexeme(p_tag || v_marker || v_last, v_weight),
        case when p_prefix and length(v_last) > 1 then app.search_lexeme(p_tag || v_marker || v_last, '*' || v_weight) end,
        app.search_lexeme(p_tag || v_marker || v_stem, '*' || v_weight),
        case when v_stem like '%i' then app.search_lexeme(p_tag || v_marker || left(v_stem, -1) || 'y', v_weight) end) || ')'));
  end loop;
  return '(' || v_query || ')';
end
$$;

-- The words in an organization's titles, companies and places of which this one is a slip of the pen, the most alike first.
do $$
declare
  v_home text;
begin
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format($f$
    create function app.words_meant(p_organization_id uuid, p_word text) returns text[]
    language sql stable strict parallel safe set search_path = '' set pg_trgm.word_similarity_threshold = 0.4 as $body$
      -- Materialized, so that each word is compared once and not once for each job that has it.
      with alike as materialized (
        select left(w.word, 60) as word from (
          select s.names from app.job_search s
          where length(p_word) > 6 and s.organization_id = p_organization_id and s.names operator(%1$I.%%>) p_word limit 1000
        ) s cross join unnest(string_to_array(s.names, ' ')) w (word)
        union
        -- Short words have too few trigrams in common; and in a database whose language is C, other letters than English ones have none.
        select left(w.word, 60) from app.job_search s cross join unnest(string_to_array(s.names, ' ')) w (word)
        where (length(p_word) <= 6 or cardinality(%1$I.show_trgm(p_word)) = 0) and s.organization_id = p_organization_id
      )
      select array(
        select word from alike where app.is_slip(p_word, word)
        order by %1$I.similarity(word, p_word) desc, word limit 10)
    $body$
  $f$, v_home);
end
$$;

-- The jobs of an organization for which a question holds, and how much of what it asks for is in title and company.
create function app.ranked_jobs(p_organization_id uuid, p_query tsquery, p_any tsquery) returns table (id uuid, rank real)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
begin
  return query
    with hit as materialized (
      select s.job_id, s.head, s.words, count(*) over () as hits from app.job_search s
      -- Not "=", which an index could answer: then every text of the organization would be read.
      where s.organization_id is not distinct from p_organization_id and s.words @@ p_query
    )
    select hit.job_id, (ts_rank('{0,0,0.4,1}', hit.head, p_any, 1)
      -- How often notes and description have it is only asked of few: it takes the reading of all of them.
      + case when hit.hits <= 200 then 0.1 * ts_rank('{0.2,0.4,0,0}', hit.words, p_any, 1) else 0 end)::real
    from hit;
end
$$;

-- The jobs of the organization that is asked for which have all words of a question, and how well: 0 for words in notes or
-- description alone, more the more of title and company they make up. Where nothing has all of them, a word that none of the
-- organization's jobs has is taken for a slip of the pen.
-- `p_scope`: any, title, company, location, notes or description. `p_prefix`: the last word may be the beginning of one.
-- `p_exact`: neither stems nor slips.
--
-- Definer rights: what PostgreSQL has to compare texts with may not look past row-level security, and would have to read every row
-- before it asks an index. So this asks by itself what the policies ask, first.
create function app.find_jobs(p_words text[], p_scope text, p_prefix boolean, p_exact boolean)
returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
  v_organization_id constant uuid := app.current_organization_id();
  v_tag constant text := app.search_tag(v_organization_id);
  v_words text[];
  v_prefix boolean := p_prefix;
  v_parts text[];
  v_query tsquery;
  v_any tsquery;
begin
  if not coalesce(app.is_current_member(), false) then return; end if;
  v_words := array(
    select w.word from unnest(p_words[1:20]) with ordinality w (word, place) where app.search_text(w.word) <> '' order by w.place);
  if cardinality(v_words) = 0 then return; end if;

  -- One letter is the beginning of too many words: it is looked for in the short text alone, and only while there is no other.
  if p_prefix and length(app.search_text(v_words[cardinality(v_words)])) = 1 then
    if cardinality(v_words) = 1 then
      v_query := (app.search_lexeme(v_tag || app.search_text(v_words[1]), '*') || ' | '
        || app.search_lexeme(v_tag || 'l:' || app.search_text(v_words[1]), '*'))::tsquery;
      return query select s.job_id, ts_rank('{0,0,0.4,1}', s.head, v_query, 1) from app.job_search s
        where s.organization_id = v_organization_id and s.head @@ v_query;
      return;
    end if;
    v_words := v_words[1:cardinality(v_words) - 1];
    v_prefix := false;
  end if;

  -- Those that English does not count may be missing: "head of data".
  if not p_exact and p_scope = 'any' then
    v_words := coalesce(nullif(array(
      select w.word from unnest(v_words) with ordinality w (word, place)
      where (v_prefix and w.place = cardinality(v_words))
        or coalesce(cardinality(ts_lexize('pg_catalog.english_stem', app.search_text(w.word))), 1) > 0
      order by w.place), '{}'), v_words);
  end if;

  v_parts := array(
    select app.word_query(v_tag, w.word, p_scope, v_prefix and w.place = cardinality(v_words), p_exact)
    from unnest(v_words) with ordinality w (word, place) order by w.place);
  v_any := array_to_string(v_parts, ' | ')::tsquery;
  v_query := array_to_string(v_parts, ' & ')::tsquery;
  -- "full stack" is found as "fullstack", too.
  if not p_exact and cardinality(v_words) = 2 then
    v_query := v_query || app.word_query(v_tag, v_words[1] || v_words[2], p_scope, v_prefix, false)::tsquery;
  end if;
  return query select * from app.ranked_jobs(v_organization_id, v_query, v_any);
  if found or p_exact or p_scope in ('notes', 'description') then return; end if;

  v_parts := array(
    select concat_ws(' | ', v_parts[w.place], (
      select string_agg(app.word_query(v_tag, m.word, p_scope, false, true), ' | ')
      from unnest(app.words_meant(v_organization_id, app.search_text(w.word))) m (word)
      where not exists (
        select from app.job_search s
        where s.organization_id is not distinct from v_organization_id and s.words @@ v_parts[w.place]::tsquery)))
    from unnest(v_words) with ordinality w (word, place) order by w.place);
  v_any := array_to_string(v_parts, ' | ')::tsquery;
  v_query := ('(' || array_to_string(v_parts, ') & (') || ')')::tsquery;
  return query select * from app.ranked_jobs(v_organization_id, v_query, v_any);
end
$$;

-- Row-level security -------------------------------------------------------------------------------------------------

alter table app.job_search enable row level security;
alter table app.job_search force row level security;
create policy service_all on app.job_search for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.job_search to foothold_service;
create policy tenant_read on app.job_search for select to authenticated
  using (organization_id = (select app.current_organization_id()) and (select app.is_current_member()));
grant select on app.job_search to authenticated;

revoke execute on function app.search_text(text), app.search_tag(uuid), app.search_vector(text, text, text), app.search_pairs(text),
  app.search_text_of_html(text), app.index_job(app.saved_jobs), app.on_job_text(), app.is_slip(text, text), app.search_lexeme(text, text),
  app.word_query(text, text, text, boolean, boolean), app.words_meant(uuid, text), app.ranked_jobs(uuid, tsquery, tsquery),
  app.find_jobs(text[], text, boolean, boolean) from public;
grant execute on function app.search_text(text), app.find_jobs(text[], text, boolean, boolean) to authenticated;

-- What was saved before.
select app.index_job(j) from app.saved_jobs j;
