using System.IO.Compression;

namespace SignalDetect.Backtest;

/// <summary>Opens an input, unpacking what ends with <c>.gz</c>.</summary>
internal static class InputFile
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new PackedFile(file) : file;
    }

    /// <summary>
    /// Unpacks gzip, and says when the file breaks off, which the framework's stream passes over: the last four bytes of a whole file are the length of its last
    /// member (RFC 1952, 2.3.1), which is no more than what was unpacked.
    /// </summary>
    private sealed class PackedFile(FileStream file) : Stream
    {
        private readonly GZipStream gzip = new(file, CompressionMode.Decompress);
        private long unpacked;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => unpacked; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = gzip.Read(buffer, offset, count);
            unpacked += read;
            if (read == 0 && count > 0) CheckEnd();
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) gzip.Dispose();
            base.Dispose(disposing);
        }

        private void CheckEnd()
        {
            Span<byte> last = stackalloc byte[sizeof(uint)];
            if (file.Length < last.Length) throw new InvalidDataException("it breaks off");
            file.Seek(-last.Length, SeekOrigin.End);
            file.ReadExactly(last);
            if (unpacked <= uint.MaxValue && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(last) > unpacked) throw new InvalidDataException("it breaks off");
        }
    }
}
