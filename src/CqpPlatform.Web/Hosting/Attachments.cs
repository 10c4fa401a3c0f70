using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Hosting;

public static class Attachments
{
    /// <summary>Downloaded, never opened in a page of ours: it may be somebody else's file. Whatever is refused is not found.</summary>
    public static IResult Attachment(this Result<FileToRead> file) =>
        file.Refused ? Results.NotFound() : Results.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName);
}
