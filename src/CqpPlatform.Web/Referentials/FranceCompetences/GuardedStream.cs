using System.Xml;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>
/// Counts what the XML reader swallows between two nodes. Texts are taken in pieces; only a name or an attribute without end can make it
/// swallow much at once, and it would keep all of it.
/// </summary>
internal sealed class GuardedStream(Stream inner) : Stream
{
    private const int MostAtOnce = 1 << 20;
    private long sinceNode;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void NodeReached() => sinceNode = 0;

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read)
    {
        sinceNode += read;
        return sinceNode > MostAtOnce ? throw new XmlException("A name or an attribute without end.") : read;
    }
}
