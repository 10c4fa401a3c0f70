select certification_code as "Certification", t.name as "Label",
  count(*)::int as "Presented", count(*) filter (where certified)::int as "Certified", count(*) filter (where not certified and whole)::int as "Unissued",
  count(*) filter (where not certified and not whole and part)::int as "Partial", count(*) filter (where not certified and not whole and not part)::int as "Nothing"
from outcome join training_organisations t on t.id = outcome.organisation_id group by certification_code, t.id, t.name order by certification_code, t.name, t.id
