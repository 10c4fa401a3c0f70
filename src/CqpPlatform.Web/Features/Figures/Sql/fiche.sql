select certification_code as "Certification", year as "Year", count(*) filter (where certified)::int as "Certified", count(*) filter (where certified and access_route = 'ValidationOfExperience')::int as "ByExperience"
from outcome group by certification_code, year having count(*) filter (where certified) > 0 order by certification_code, year
