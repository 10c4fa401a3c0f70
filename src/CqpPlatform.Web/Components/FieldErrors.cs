using FluentValidation.Results;

namespace CqpPlatform.Web.Components;

/// <param name="FieldId">Id of the input the message is about; null when it is about the whole form.</param>
public sealed record FieldError(string? FieldId, string Message);

/// <summary>The messages of one submission, per input: feeds both the fields and the <see cref="ErrorSummary"/>.</summary>
public sealed class FieldErrors
{
    public static readonly FieldErrors None = new([]);

    private FieldErrors(IReadOnlyList<FieldError> items) => Items = items;

    public IReadOnlyList<FieldError> Items { get; }
    public bool Any => Items.Count > 0;

    /// <summary>The first message about an input, or null.</summary>
    public string? this[string fieldId] => Items.FirstOrDefault(item => item.FieldId == fieldId)?.Message;

    public static FieldErrors From(IEnumerable<Domain.Common.Error> errors) =>
        new([.. errors.Select(error => new FieldError(error.Field, error.Message))]);

    public static FieldErrors From(ValidationResult result) =>
        new([.. result.Errors.Select(failure => new FieldError(failure.PropertyName, failure.ErrorMessage))]);

    public static FieldErrors Of(params IReadOnlyList<FieldError> errors) => new(errors);
}
