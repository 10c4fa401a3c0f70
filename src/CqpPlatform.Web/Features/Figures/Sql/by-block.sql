-- A block judged twice for one candidacy counts once, as it was judged last. Of two versions, the same code may be two blocks.
, judged_block as (
  select distinct on (d.enrolment_id, d.block_code) o.certification_code, o.campaign_id, d.block_code, d.outcome
  from outcome o
  join decision d on d.enrolment_id = o.id
  order by d.enrolment_id, d.block_code, d.date desc, d.sealed_at desc
)
select j.certification_code as "Certification", v.version as "Version", j.block_code as "Label", count(*)::int as "Presented", count(*) filter (where j.outcome = 'Validated')::int as "Validated"
from judged_block j join campaigns c on c.id = j.campaign_id join referential_versions v on v.tenant_id = c.tenant_id and v.id = c.referential_version_id
group by j.certification_code, v.published_at, v.version, j.block_code order by j.certification_code, v.published_at, v.version, j.block_code
