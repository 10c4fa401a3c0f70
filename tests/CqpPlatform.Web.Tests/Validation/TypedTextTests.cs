using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using CqpPlatform.Web.Features;
using FluentValidation;

namespace CqpPlatform.Web.Tests.Validation;

public sealed class TypedTextTests
{
    // Looked up in a referential and refused when unknown, parsed (a colour), or hashed: never kept as typed.
    private static readonly string[] LookedUp = ["ItemCode", "Block", "BlockCode", "CertificationCode", "FirstAt", "Password", "Repeated", "Accent", "Ornament"];

    public static TheoryData<string> Validators => [.. typeof(FeatureSetup).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(IValidator).IsAssignableFrom(t)).Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Validators))]
    public void A_hostile_text_is_refused_at_its_field_in_French_or_is_safe_to_keep(string name)
    {
        var type = typeof(FeatureSetup).Assembly.GetType(name)!;
        var validator = (IValidator)Activator.CreateInstance(type)!;
        var input = type.BaseType!.GetGenericArguments()[0];
        foreach (var property in input.GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite && !LookedUp.Contains(p.Name)))
        {
            foreach (var text in HostileTexts.All.Concat(HostilePayloads.All))
            {
                var refusals = Check(validator, input, property, text).Errors.Where(e => e.PropertyName == property.Name).ToList();
                refusals.Count.ShouldBeLessThanOrEqualTo(1, $"{property.Name}: {string.Join(" ", refusals)}");
                if (refusals is [var refusal])
                    refusal.ErrorMessage.ShouldMatch(@"\.\s*$", $"{property.Name} is refused in a sentence");
                else
                    HostileTexts.CannotBeKept(text).ShouldBeFalse($"{property.Name} accepted {HostileTexts.Show(text)}");
            }
            Check(validator, input, property, property.Name == "BirthInseeCode" ? "2A004" : "Élise d’Orbœuf").Errors.ShouldNotContain(e => e.PropertyName == property.Name, property.Name);
        }
    }

    [Fact]
    public void Every_text_a_use_case_is_given_has_a_validator()
    {
        var validated = Validators.Select(row => typeof(FeatureSetup).Assembly.GetType(row.Data)!.BaseType!.GetGenericArguments()[0]).ToHashSet();
        // The name of a file that goes back as it came. A password, a hash, filters of a list, codes of a declared recognition, a number to verify: read, compared, never kept; identifiers that one strict pattern admits (HostileReadsTests gives them the same texts).
        string[] neverKept = ["SealSessionInput", "SubmitEvaluationInput", "ListDocumentsInput", "ReadImportInput", "ReadMatrixCellInput", "BlockChoice", "RecognisePasserelleInput", "OpenPasserellesInput", "CompareFileInput", "ReadFiguresInput", "HabilitateInput", "EditAccountInput", "ResultsFileInput"];
        var naked =
            from useCase in typeof(FeatureSetup).Assembly.GetTypes()
            let execute = useCase is { IsClass: true, IsSealed: true } && useCase.Namespace?.StartsWith("CqpPlatform.Web.Features", StringComparison.Ordinal) == true ? useCase.GetMethod("ExecuteAsync") : null
            where execute is not null
            from parameter in execute.GetParameters()
            where parameter.ParameterType.Name.EndsWith("Input", StringComparison.Ordinal) && !neverKept.Contains(parameter.ParameterType.Name)
            where parameter.ParameterType.GetProperties().Any(p => p.PropertyType == typeof(string)) && !validated.Contains(parameter.ParameterType)
            select useCase.Name;
        naked.ShouldBeEmpty();
    }

    private static FluentValidation.Results.ValidationResult Check(IValidator validator, Type input, PropertyInfo property, string text)
    {
        var instance = input.GetConstructor([]) is null ? RuntimeHelpers.GetUninitializedObject(input) : Activator.CreateInstance(input)!;
        property.SetValue(instance, text);
        return validator.Validate(new ValidationContext<object>(instance));
    }
}

/// <summary>What somebody who means harm, or pastes from anywhere, types into a box.</summary>
public static class HostileTexts
{
    public static readonly string[] All =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "<svg/onload=alert(1)>", "'-alert(1)-'", "{{7*7}}", "${7*7}", "</textarea><script>", "&lt;b&gt;", "@(1+1)",
        "'; DROP TABLE candidates; --", "1' OR '1'='1", "*)(uid=*))(|(uid=*", "%s%n%x{0}{1:X}", "=cmd|'/C calc'!A0", "../../../etc/passwd",
        "a\0b", "a\u0001b", "a\u001bb", "\ud800", "a\udc00", "\ufffe", "\ufffd", "a\u202eb", "a\u2066b", "a\u200bb", "a\u2028b", "\u00ad", "\u200d",
        new string('x', 10_000), "😀", "漢字", "e" + new string('\u0301', 50), "1 85 05 78 006 084 91", "185057800608491", "1٨٥٠٥٧٨٠٠٦٠٨٤٩١", "1\u200b85\u200b05\u200b78\u200b006\u200b084\u200b91",
        "AAAA", "…", " ", "\n", "\t",
    ];

    /// <summary>PostgreSQL refuses NUL, its driver half a surrogate pair; a control or a bidirectional override falsifies the screen; a social security number is never kept.</summary>
    public static bool CannotBeKept(string text) => text.Length > 2000 || text.Any(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u202e' or '\u2066')
        || text.EnumerateRunes().Contains(Rune.ReplacementChar) || (text.Count(char.IsDigit) >= 13 && !text.Any(char.IsAsciiLetter));

    public static string Show(string text) => string.Concat(text.Take(40).Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
}
