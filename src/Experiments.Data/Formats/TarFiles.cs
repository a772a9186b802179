using System.Text;

namespace Experiments.Data.Formats;

/// <summary>
/// The regular files of a tar (POSIX ustar), front to back. Folders, links and headers of long names are passed over; nothing is unpacked to
/// disk, and no memory is taken for a declared length. System.Formats.Tar does otherwise: its reader takes memory for whatever length the header of a
/// long name declares, up to 2 GB, and does not compare the checksums by which damage in a header is noticed.
/// </summary>
internal sealed class TarFiles(Stream stream)
{
    private const int Block = 512;
    private readonly byte[] header = new byte[Block];
    private long unread;
    private long padding;

    /// <summary>Goes to the next file and gives its name; null at the end.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public string? Next()
    {
        while (true)
        {
            Skip(unread + padding);
            int read = stream.ReadAtLeast(header, Block, throwOnEndOfStream: false);
            if (read == 0 || header.AsSpan(0, read).IndexOfAnyExcept((byte)0) < 0)
            {
                return null;
            }

            if (read < Block || Number(148, 8) != Sum())
            {
                throw new InvalidDataException("a header is damaged");
            }

            unread = Number(124, 12);
            padding = (Block - (unread % Block)) % Block;
            if (header[156] is 0 or (byte)'0')
            {
                return Text(0, 100);
            }
        }
    }

    /// <summary>Fills <paramref name="target"/> from the file as far as it goes, and says how far.</summary>
    public int Read(Span<byte> target)
    {
        target = target[..(int)Math.Min(target.Length, unread)];
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        unread -= read;
        return read;
    }

    private void Skip(long count)
    {
        byte[] buffer = new byte[Math.Min(count, 1 << 16)];
        for (int read = 1; count > 0 && read > 0; count -= read)
        {
            read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
        }

        if (count > 0)
        {
            throw new InvalidDataException("it breaks off inside a file");
        }
    }

    private long Sum()
    {
        long sum = 8 * ' ';
        for (int i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return sum;
    }

    /// <summary>A number in octal digits.</summary>
    private long Number(int start, int length)
    {
        long value = 0;
        foreach (char digit in Text(start, length).Trim(' '))
        {
            value = digit is >= '0' and <= '7'
                ? (8 * value) + digit - '0'
                : throw new InvalidDataException("a header holds no number where one belongs");
        }

        return value;
    }

    private string Text(int start, int length)
    {
        ReadOnlySpan<byte> bytes = header.AsSpan(start, length);
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
