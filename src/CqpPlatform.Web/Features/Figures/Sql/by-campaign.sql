select certification_code as "Certification", campaign as "Label",
  count(*)::int as "Presented", count(*) filter (where certified)::int as "Certified", count(*) filter (where not certified and whole)::int as "Unissued",
  count(*) filter (where not certified and not whole and part)::int as "Partial", count(*) filter (where not certified and not whole and not part)::int as "Nothing"
from outcome group by certification_code, campaign_id, campaign, jury_on order by certification_code, jury_on, campaign
