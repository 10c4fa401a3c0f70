using System.Text;
using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <summary>Reads a CSV or XLSX file by what it contains, whatever its name says.</summary>
public static class TableReader
{
    public static Result<Table> Read(byte[] file)
    {
        if (file.Length == 0) return TableErrors.Empty;
        if (file.Length > TableLimits.Bytes) return TableErrors.TooLarge;
        try
        {
            return IsZip(file) ? XlsxReader.Read(file) : CsvReader.Read(CsvText.Decode(file));
        }
        catch (TableRefusedException refused)
        {
            return refused.Error;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or OverflowException)
        {
            return TableErrors.Damaged;
        }
    }

    internal static bool IsZip(byte[] file) => file.AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <summary>Letters and accents in one piece each, no space around.</summary>
    internal static string Clean(string cell)
    {
        var trimmed = cell.Trim();
        // A guard that our own exports put before what a spreadsheet would compute.
        if (trimmed.Length > 1 && trimmed[0] == '\'' && SafeCell.IsFormula(trimmed[1])) trimmed = trimmed[1..];
        return Ascii.IsValid(trimmed) || !IsNormalisable(trimmed) ? trimmed : trimmed.Normalize(NormalizationForm.FormC);
    }

    // Half a surrogate pair has no normal form; the rules of typed text refuse it later, at its cell.
    private static bool IsNormalisable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return false;
        return true;
    }
}

/// <summary>What a spreadsheet would take for a formula must not leave as one (CWE-1236).</summary>
public static class SafeCell
{
    public static bool IsFormula(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    public static string Guard(string text) => text.Length > 0 && IsFormula(text[0]) ? "'" + text : text;
}
