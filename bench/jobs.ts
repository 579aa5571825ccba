import type { Client } from 'pg';

/**
 * Makes saved jobs by SQL: so many in one organization, and five hundred in each of as many others as it takes. Titles,
 * companies and places are drawn from lists; a description has 350 words of a vocabulary in which, as in any language, few
 * are said often and most hardly ever. The same jobs every time.
 */
export async function makeJobs(
  owner: Client,
  { organizationId, mine, others }: { organizationId: string; mine: number; others: number },
): Promise<void> {
  await owner.query('begin');
  // What the triggers would make is made here, for all at once; the words of a description once for all that have it.
  await owner.query('set local session_replication_role = replica');
  await owner.query('select setseed(0.42)');
  await owner.query('drop index app.job_search_words_idx, app.job_search_names_idx');
  await owner.query(vocabulary);
  await owner.query(descriptions);
  await owner.query(tenants, [organizationId, mine, Math.ceil(others / perTenant)]);
  await owner.query(jobs);
  await owner.query(search);
  for (const definition of indexes) await owner.query(definition);
  await owner.query('commit');
  await owner.query('vacuum analyze');
}

const perTenant = 500;

const titles = [
  'Software Engineer',
  'Data Engineer',
  'Product Manager',
  'Full-Stack Developer',
  'Frontend Engineer',
  'Data Scientist',
  'UX Designer',
  'Account Executive',
  'DevOps Engineer',
  'Machine Learning Engineer',
  'Technical Writer',
  'Office Manager',
];
const levels = ['Senior', 'Junior', 'Lead', 'Staff', 'Principal', '', '', '', ''];
const companies =
  'Google,Stripe,Halcyon,Northbound,Acme,Zalando,Siemens,Deutsche Bank,Spotify,Klarna,Datadog,Figma,Borealis,Zephyr,Élan'.split(
    ',',
  );
const places = [
  'Berlin, Germany',
  'Munich',
  'New York, NY',
  'Remote',
  'London, UK',
  'Paris',
  'Zürich',
  'Oslo',
];
const spoken =
  'we are looking for a with and the to of in on our team you will work build scale design platform services cloud kubernetes docker python typescript react postgres data pipelines analytics machine learning models customers product engineering experience years strong communication ownership distributed systems reliability monitoring incident security compliance payments fintech health climate energy logistics marketplace growth marketing sales support operations finance legal people recruiting benefits equity remote hybrid office flexible hours parental leave budget conference mentoring agile scrum roadmap stakeholders metrics experiments testing automation deployment infrastructure terraform aws networking graphql rest kafka redis elasticsearch spark airflow snowflake sql excel tableau figma user research prototype accessibility mobile ios android swift kotlin java scala rust ruby rails django angular svelte';

const listOf = (words: readonly string[]) => `array['${words.join("','")}']`;

const vocabulary = `create temporary table vocabulary on commit drop as
  select array_agg(w order by i) as words from (
    select i, w from unnest(string_to_array('${spoken}', ' ')) with ordinality s (w, i)
    union all
    select 1000 + i, substr(translate(md5(i::text), '0123456789', 'ghijklmnop'), 1, 4 + i % 7) from generate_series(1, 4000) i) v (i, w)`;

const descriptions = `create temporary table description on commit drop as
  select i, html, app.search_text_of_html(html) as words from (
    select i, (
      select '<p>' || string_agg(words[1 + floor(power(random(), 4) * cardinality(words))::int], ' ' order by n) || '</p>'
      from vocabulary, generate_series(1, 350) n where i > 0) as html
    from generate_series(1, 1000) i) t`;

const tenants = `create temporary table tenant on commit drop as
  select $1::uuid as id, $2::int as jobs
  union all select gen_random_uuid(), ${perTenant} from generate_series(1, $3::int)`;

const jobs = `insert into app.saved_jobs (organization_id, id, title, company, location, description, status, created_at)
  select t.id, app.uuid_v7(),
    trim((${listOf(levels)})[1 + (random() * 1e6)::int % ${levels.length}] || ' ' || (${listOf(titles)})[1 + (random() * 1e6)::int % ${titles.length}]),
    (${listOf(companies)})[1 + (random() * 1e6)::int % ${companies.length}] || (array['', ' GmbH', ' Inc', ' Ltd'])[1 + n % 4],
    (${listOf(places)})[1 + (random() * 1e6)::int % ${places.length}],
    d.html, (array['saved', 'applied', 'interviewing', 'offer', 'rejected'])[1 + n % 5]::app.job_status,
    now() - random() * interval '400 days'
  from tenant t cross join lateral generate_series(1, t.jobs) n
  join description d on d.i = 1 + (n * 7919) % 1000`;

const search = `insert into app.job_search (organization_id, job_id, names, head, words)
  select j.organization_id, j.id, concat_ws(' ', f.title, f.company, f.place), h.head,
    h.head || app.search_vector(f.tag, d.words, 'D')
  from app.saved_jobs j join description d on d.html = j.description
  cross join lateral (select app.search_tag(j.organization_id) as tag, app.search_text(j.title) as title,
    app.search_text(j.company) as company, app.search_text(j.location) as place) f
  cross join lateral (select app.search_vector(f.tag, f.title, 'A') || app.search_vector(f.tag, app.search_pairs(f.title), 'A')
    || app.search_vector(f.tag, f.company, 'B') || app.search_vector(f.tag || 'l:', f.place, 'B') as head) h`;

const indexes = [
  'create index job_search_words_idx on app.job_search using gin (words) with (gin_pending_list_limit = 256)',
  `do $$
   declare v_home text;
   begin
     select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
     execute format('create index job_search_names_idx on app.job_search using gin (organization_id, names %I.gin_trgm_ops) '
       'with (gin_pending_list_limit = 256)', v_home);
   end $$`,
];
