-- To look for words in title, company or place without reading whole descriptions.
--
-- The index knows which job has a word, but neither its weight nor its place. Whatever asks for those has `words` of each candidate
-- read, which lies outside of the row: "title:engineer" read the description of everything that says "engineer" anywhere. All
-- that can answer such a question stands in `head`, too, with the same weights and places, and lies in the row.

-- What the index is asked for a question: where the head answers it afterwards, only which words there are. Capitals and signs
-- are in no word that comes out of `search_text`, so weights and "<->" are nothing else here.
create function app.index_query(p_query tsquery, p_in_head boolean) returns tsquery
language sql immutable strict parallel safe set search_path = '' as $$
  select case when p_in_head
    then replace(regexp_replace(p_query::text, '(:\*)[AB]|:[AB]', '\1', 'g'), '<->', '&')::tsquery
    else p_query end
$$;

-- The jobs of an organization for which a question holds, and how much of what it asks for is in title and company.
-- `p_in_head`: it asks for nothing but words of title, company or place.
drop function app.ranked_jobs(uuid, tsquery, tsquery);
create function app.ranked_jobs(p_organization_id uuid, p_query tsquery, p_any tsquery, p_in_head boolean)
returns table (id uuid, rank real)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
  v_index_query constant tsquery := app.index_query(p_query, p_in_head);
begin
  return query
    with hit as materialized (
      select s.job_id, s.head, s.words, count(*) over () as hits from app.job_search s
      -- Not "=", which an index could answer: then every text of the organization would be read.
      where s.organization_id is not distinct from p_organization_id and s.words @@ v_index_query
        and (not p_in_head or s.head @@ p_query)
    )
    select hit.job_id, (ts_rank('{0,0,0.4,1}', hit.head, p_any, 1)
      -- How often notes and description have it is only asked of few: it takes the reading of all of them.
      + case when hit.hits <= 200 then 0.1 * ts_rank('{0.2,0.4,0,0}', hit.words, p_any, 1) else 0 end)::real
    from hit;
end
$$;

-- As before, but for what the index is asked, and a first letter is looked for in the field that it was asked of.
create or replace function app.find_jobs(p_words text[], p_scope text, p_prefix boolean, p_exact boolean)
returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
  v_organization_id constant uuid := app.current_organization_id();
  v_tag constant text := app.search_tag(v_organization_id);
  v_in_head constant boolean := p_scope in ('title', 'company', 'location');
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
  -- Of notes and description, which are not in it, the letter is a whole word.
  if p_prefix and length(app.search_text(v_words[cardinality(v_words)])) = 1 then
    if cardinality(v_words) = 1 and p_scope not in ('notes', 'description') then
      v_query := concat_ws(' | ',
        case when p_scope <> 'location' then app.search_lexeme(v_tag || app.search_text(v_words[1]),
          '*' || case p_scope when 'title' then 'A' when 'company' then 'B' else '' end) end,
        case when p_scope in ('any', 'location') then
          app.search_lexeme(v_tag || 'l:' || app.search_text(v_words[1]), '*') end)::tsquery;
      return query select s.job_id, ts_rank('{0,0,0.4,1}', s.head, v_query, 1) from app.job_search s
        where s.organization_id = v_organization_id and s.head @@ v_query;
      return;
    end if;
    if cardinality(v_words) > 1 then v_words := v_words[1:cardinality(v_words) - 1]; end if;
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
  return query select * from app.ranked_jobs(v_organization_id, v_query, v_any, v_in_head);
  if found or p_exact or p_scope in ('notes', 'description') then return; end if;

  v_parts := array(
    select concat_ws(' | ', v_parts[w.place], (
      select string_agg(app.word_query(v_tag, m.word, p_scope, false, true), ' | ')
      from unnest(app.words_meant(v_organization_id, app.search_text(w.word))) m (word)
      where not exists (
        select from app.job_search s
        where s.organization_id is not distinct from v_organization_id
          and s.words @@ app.index_query(v_parts[w.place]::tsquery, v_in_head)
          and (not v_in_head or s.head @@ v_parts[w.place]::tsquery))))
    from unnest(v_words) with ordinality w (word, place) order by w.place);
  v_any := array_to_string(v_parts, ' | ')::tsquery;
  v_query := ('(' || array_to_string(v_parts, ') & (') || ')')::tsquery;
  return query select * from app.ranked_jobs(v_organization_id, v_query, v_any, v_in_head);
end
$$;

-- The words in an organization's titles, companies and places of which this one is a slip of the pen, the most alike first. As
-- before, but each word is only cut and compared after those that are the same have become one.
do $$
declare
  v_home text;
begin
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format($f$
    create or replace function app.words_meant(p_organization_id uuid, p_word text) returns text[]
    language sql stable strict parallel safe set search_path = '' set pg_trgm.word_similarity_threshold = 0.4 as $body$
      -- Materialized, so that each word is compared once and not once for each job that has it.
      with alike as materialized (
        select left(w.word, 60) as word from (
          select distinct unnest(string_to_array(s.names, ' ')) as word from (
            select s.names from app.job_search s
            where length(p_word) > 6 and s.organization_id = p_organization_id and s.names operator(%1$I.%%>) p_word limit 1000) s) w
        union
        -- Short words have too few trigrams in common; and in a database whose language is C, other letters than English ones have none.
        select left(w.word, 60) from (
          select distinct unnest(string_to_array(s.names, ' ')) as word from app.job_search s
          where (length(p_word) <= 6 or cardinality(%1$I.show_trgm(p_word)) = 0) and s.organization_id = p_organization_id) w
      )
      select array(
        select word from alike where app.is_slip(p_word, word)
        order by %1$I.similarity(word, p_word) desc, word limit 10)
    $body$
  $f$, v_home);
end
$$;

revoke execute on function app.index_query(tsquery, boolean), app.ranked_jobs(uuid, tsquery, tsquery, boolean) from public;
