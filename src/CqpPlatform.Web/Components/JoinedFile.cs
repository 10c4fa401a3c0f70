using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Web.Components;

/// <summary>A joined file as it is listed: never with its content.</summary>
public sealed record JoinedFile(Guid Id, string Name, SupportingFileType Type, int Size, DateTimeOffset AddedAt)
{
    public string SizeText => Size < 1024 * 1024 ? $"{Math.Max(1, Size / 1024)}\u00a0Ko" : $"{Size / 1024.0 / 1024:0.0}\u00a0Mo".Replace('.', ',');
}

/// <summary>A file to hand out.</summary>
public sealed record FileToRead(string FileName, string ContentType, byte[] Bytes);
