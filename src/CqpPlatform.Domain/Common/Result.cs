namespace CqpPlatform.Domain.Common;

/// <summary>Success, or the refusals that stood in the way: all of them, not only the first.</summary>
public readonly struct Result
{
    private readonly IReadOnlyList<Error>? errors;

    private Result(IReadOnlyList<Error> errors) => this.errors = errors;

    public static Result Success => default;
    public IReadOnlyList<Error> Errors => errors ?? [];
    public bool Succeeded => Errors.Count == 0;
    public bool Refused => !Succeeded;

    /// <summary>The refusals as one French text, for a message line.</summary>
    public string Message => string.Join(" ", Errors.Select(e => e.Message));

    public static Result From(IReadOnlyList<Error> errors) => new(errors);
    public static implicit operator Result(Error error) => new([error]);
    public static implicit operator Result(List<Error> errors) => new(errors);
}

/// <summary>A value, or the refusals that stood in the way.</summary>
public readonly struct Result<T>
{
    private readonly Result outcome;
    private readonly T? value;

    private Result(T value) => this.value = value;
    private Result(Result outcome) => this.outcome = outcome;

    public IReadOnlyList<Error> Errors => outcome.Errors;
    public bool Succeeded => outcome.Succeeded;
    public bool Refused => outcome.Refused;
    public string Message => outcome.Message;
    public T Value => Succeeded ? value! : throw new InvalidOperationException("A refused result has no value: " + Message);

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Error error) => new((Result)error);
    public static implicit operator Result<T>(List<Error> errors) => new((Result)errors);
    public static implicit operator Result<T>(Result refused) =>
        refused.Refused ? new(refused) : throw new InvalidOperationException("A success without a value is not a Result<T>.");
}
