using System.Text;

namespace CqpPlatform.TestCommon;

/// <summary>A text of any size that is never held in memory: a head, a body over and over, a tail.</summary>
public sealed class RepeatedStream(string head, Func<int, byte[]> body, int times, string tail) : Stream
{
    private byte[] piece = Encoding.UTF8.GetBytes(head);
    private int at, next;

    public RepeatedStream(string head, string body, long bytes, string tail) : this(head, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(body, 400))), bytes, tail) { }

    private RepeatedStream(string head, byte[] body, long bytes, string tail) : this(head, _ => body, (int)(bytes / body.Length), tail) { }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (at == piece.Length)
        {
            if (next > times) return 0;
            piece = next == times ? Encoding.UTF8.GetBytes(tail) : body(next);
            (at, next) = (0, next + 1);
        }
        var count = Math.Min(buffer.Length, piece.Length - at);
        piece.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
