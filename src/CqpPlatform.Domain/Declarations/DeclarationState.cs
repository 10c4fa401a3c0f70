namespace CqpPlatform.Domain.Declarations;

/// <summary>How far the declaration of one certified person is.</summary>
public enum DeclarationState { Due, InFile, Accepted, Rejected, Mended }

public static class DeclarationStateFacts
{
    public static string French(this DeclarationState state) => state switch
    {
        DeclarationState.Due => "À déclarer",
        DeclarationState.InFile => "Dans un fichier",
        DeclarationState.Accepted => "Acceptée",
        DeclarationState.Rejected => "Rejetée, à corriger",
        DeclarationState.Mended => "Corrigée, à renvoyer",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The next file takes it.</summary>
    public static bool IsSendable(this DeclarationState state) => state is DeclarationState.Due or DeclarationState.Mended;
}
