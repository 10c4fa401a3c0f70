using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>The composition written in the fiche, checked seat by seat and explained.</summary>
public static class JuryComposition
{
    /// <param name="unionSeats">The tenant's N, where the fiche says "one per representative union".</param>
    public static IReadOnlyList<Error> Check(JuryRule rule, int unionSeats, IReadOnlyCollection<JuryMember> members)
    {
        var errors = new List<Error>();
        foreach (var seat in rule.Seats)
        {
            var wanted = seat.Count ?? unionSeats;
            var actual = members.Count(m => m.College == seat.College);
            if (actual < wanted) errors.Add(JuryErrors.SeatsMissing(seat.Label, wanted, actual));
            else if (actual > wanted && !seat.AtLeast) errors.Add(JuryErrors.SeatsExceeded(seat.Label, wanted, actual));
        }
        foreach (var college in members.Select(m => m.College).Distinct().Where(c => rule.Seats.All(s => s.College != c)))
            errors.Add(JuryErrors.CollegeNotSeated(college.French()));

        if (rule.Parity && rule.ParitarianColleges().Select(c => members.Count(m => m.College == c)).Distinct().Count() > 1) errors.Add(JuryErrors.NotParitarian);

        var presidents = members.Where(m => m.IsPresident).ToList();
        var complete = rule.Presidency switch
        {
            JuryPresidency.Paritarian => rule.ParitarianColleges().All(c => presidents.Exists(p => p.College == c)),
            JuryPresidency.QualifiedPerson => presidents.Exists(p => p.College == College.QualifiedPersons),
            JuryPresidency.Simple => presidents.Count > 0,
            _ => throw new InvalidOperationException($"Unknown presidency {rule.Presidency}"),
        };
        if (!complete) errors.Add(JuryErrors.NoPresident(rule.Presidency.French()));
        return errors;
    }
}
