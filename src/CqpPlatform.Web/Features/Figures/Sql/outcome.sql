-- One row for each candidacy that a sealed jury judged: the common beginning of every figure (docs/figures.md).
-- $1 certification or null, $2 year of the jury or null, $3 training organisation or null. Row-level security keeps it to the certifier.
with outcome as (
  select e.id, c.certification_code, c.id as campaign_id, c.name as campaign, c.jury_on, e.organisation_id, e.access_route, extract(year from judged.last)::int as year,
    exists (select from issued_documents i where i.tenant_id = e.tenant_id and i.enrolment_id = e.id and i.kind = 'Certificate' and i.state = 'Valid') as certified,
    judged.validated > 0 as part,
    not exists (
      select from unnest(e.blocks) as chosen(block)
      where chosen.block <> all (e.acquired_blocks) and not exists (
        select from block_decisions d join jury_sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id
        where d.tenant_id = e.tenant_id and d.enrolment_id = e.id and d.block_code = chosen.block and d.outcome = 'Validated' and s.status = 'Sealed')) as whole
  from enrolments e
  join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
  cross join lateral (
    select max(s.date) as last, count(*) filter (where d.outcome = 'Validated') as validated
    from block_decisions d join jury_sessions s on s.tenant_id = d.tenant_id and s.id = d.session_id
    where d.tenant_id = e.tenant_id and d.enrolment_id = e.id and s.status = 'Sealed') judged
  where judged.last is not null
    and ({0}::text is null or c.certification_code = {0}::text)
    and ({1}::int is null or extract(year from judged.last)::int = {1}::int)
    and ({2}::uuid is null or e.organisation_id = {2}::uuid)
)
