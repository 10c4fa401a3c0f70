-- A block judged twice for one candidacy counts once, as it was judged last.
, judged_block as (
  select distinct on (d.enrolment_id, d.block_code) o.certification_code, d.block_code, d.outcome
  from outcome o
  join decision d on d.enrolment_id = o.id
  order by d.enrolment_id, d.block_code, d.date desc, d.sealed_at desc
)
select certification_code as "Certification", block_code as "Label", count(*)::int as "Presented", count(*) filter (where outcome = 'Validated')::int as "Validated"
from judged_block group by certification_code, block_code order by certification_code, block_code
