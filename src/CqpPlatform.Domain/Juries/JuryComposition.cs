using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>The composition written in the fiche, checked seat by seat and explained.</summary>
public static class JuryComposition
{
    /// <param name="unionSeats">The tenant's N, where the fiche says "one per representative union".</param>
    /// <param name="on">The day of the session, for the mandates; not looked at when null.</param>
    public static IReadOnlyList<Error> Check(JuryRule rule, int unionSeats, IReadOnlyCollection<JuryMember> members, DateOnly? on = null)
    {
        var errors = new List<Error>();
        // A substitute holds no seat of their own.
        var titulars = members.Where(m => !m.IsSubstitute).ToList();
        foreach (var seat in rule.Seats)
        {
            var wanted = seat.Count ?? unionSeats;
            var actual = titulars.Count(m => m.College == seat.College);
            if (actual < wanted) errors.Add(JuryErrors.SeatsMissing(seat.Label, wanted, actual));
            else if (actual > wanted && !seat.AtLeast) errors.Add(JuryErrors.SeatsExceeded(seat.Label, wanted, actual));
        }
        foreach (var college in members.Select(m => m.College).Distinct().Where(c => rule.Seats.All(s => s.College != c)))
            errors.Add(JuryErrors.CollegeNotSeated(college.French()));

        if (rule.Parity && rule.ParitarianColleges().Select(c => titulars.Count(m => m.College == c)).Distinct().Count() > 1) errors.Add(JuryErrors.NotParitarian);
        if (Presidency(rule, titulars) is { } incomplete) errors.Add(incomplete);
        if (on is { } day) errors.AddRange(members.Where(m => day < m.MandateFrom || day > m.MandateUntil).Select(m => JuryErrors.OutOfMandate(m, day)));
        return errors;
    }

    /// <summary>A president and a vice-president, in different colleges; two of them at most.</summary>
    internal static Error? Presidency(JuryRule rule, IReadOnlyCollection<JuryMember> titulars)
    {
        var presidents = titulars.Where(m => m.IsPresident).ToList();
        var presiding = titulars.Where(m => m.Presides).ToList();
        var complete = rule.Presidency switch
        {
            JuryPresidency.Paritarian => presidents.Count > 0 && rule.ParitarianColleges().All(c => presiding.Exists(p => p.College == c)),
            JuryPresidency.QualifiedPerson => presidents.Exists(p => p.College == College.QualifiedPersons),
            JuryPresidency.Simple => presidents.Count > 0,
            _ => throw new InvalidOperationException($"Unknown presidency {rule.Presidency}"),
        };
        if (!complete) return JuryErrors.NoPresident(rule.Presidency.French());
        if (presiding.Count > 2) return JuryErrors.TooManyPreside;
        // A jury of one college has nobody to share the presidency with.
        return rule.Seats.Count > 1 && presiding.Select(m => m.College).Distinct().Count() < 2 ? JuryErrors.NoVicePresident : null;
    }

    /// <summary>The paritarian college whose turn it is to preside, after the one that presided last; null where there is no turn.</summary>
    public static College? NextToPreside(JuryRule rule, College? last) =>
        rule.Presidency == JuryPresidency.Simple && last is { } before && before.IsParitarian() && rule.ParitarianColleges().Where(c => c != before).ToList() is [var turn] ? turn : null;
}
