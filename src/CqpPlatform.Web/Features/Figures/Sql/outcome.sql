-- One row for each candidacy that a sealed jury judged: the common beginning of every figure (docs/figures.md).
-- $1 certification or null, $2 year of the jury or null, $3 training organisation or null, $4 the instant of whoever learns results at their hour, or null.
-- Row-level security keeps it to the certifier.
with told as not materialized (
  select * from jury_sessions where status = 'Sealed' and ({3}::timestamptz is null or not results_held or results_at <= {3}::timestamptz)
)
-- As sealed or, where amending minutes corrected it, as corrected last.
, decision as not materialized (
  select d.tenant_id, d.enrolment_id, d.block_code, s.date, s.sealed_at, coalesce((
    select x.after from amended_decisions x join minutes_amendments m on m.tenant_id = x.tenant_id and m.id = x.amendment_id
    where x.tenant_id = d.tenant_id and x.enrolment_id = d.enrolment_id and x.block_code = d.block_code and m.session_id = s.id and m.number is not null
    order by m.sealed_at desc limit 1), d.outcome) as outcome
  from block_decisions d join told s on s.tenant_id = d.tenant_id and s.id = d.session_id
)
, outcome as (
  select e.id, c.certification_code, c.id as campaign_id, c.name as campaign, c.jury_on, e.organisation_id, e.access_route, extract(year from judged.last)::int as year,
    exists (select from issued_documents i where i.tenant_id = e.tenant_id and i.enrolment_id = e.id and i.kind = 'Certificate' and i.state = 'Valid'
      and i.jury_session_id in (select id from told)) as certified,
    judged.validated > 0 as part,
    not exists (
      select from unnest(e.blocks) as chosen(block)
      where chosen.block <> all (e.acquired_blocks) and not exists (
        select from decision d where d.tenant_id = e.tenant_id and d.enrolment_id = e.id and d.block_code = chosen.block and d.outcome = 'Validated')) as whole
  from enrolments e
  join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
  cross join lateral (
    select max(d.date) as last, count(*) filter (where d.outcome = 'Validated') as validated
    from decision d where d.tenant_id = e.tenant_id and d.enrolment_id = e.id) judged
  where judged.last is not null
    and ({0}::text is null or c.certification_code = {0}::text)
    and ({1}::int is null or extract(year from judged.last)::int = {1}::int)
    and ({2}::uuid is null or e.organisation_id = {2}::uuid)
)
