namespace CqpPlatform.Web.Data.Jobs;

public enum JobState { Waiting, Running, Succeeded, Refused, Failed, Cancelled }

public static class JobStateFacts
{
    public static string French(this JobState state) => state switch
    {
        JobState.Waiting => "En attente",
        JobState.Running => "En cours",
        JobState.Succeeded => "Terminé",
        JobState.Refused => "Refusé",
        JobState.Failed => "Interrompu",
        JobState.Cancelled => "Arrêté",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static bool IsEnded(this JobState state) => state is not (JobState.Waiting or JobState.Running);
}
