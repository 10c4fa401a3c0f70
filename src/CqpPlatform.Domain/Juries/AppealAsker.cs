namespace CqpPlatform.Domain.Juries;

/// <summary>Who asks, always for the candidate.</summary>
public enum AppealAsker { Candidate, Representative, TrainingOrganisation }

public static class AppealAskerFacts
{
    public static string French(this AppealAsker asker) => asker switch
    {
        AppealAsker.Candidate => "le candidat",
        AppealAsker.Representative => "son représentant",
        AppealAsker.TrainingOrganisation => "son organisme de formation",
        _ => throw new ArgumentOutOfRangeException(nameof(asker), asker, null),
    };
}
