namespace Experiments.Onnx.Files;

/// <summary>The ways in which a field's value is written.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}

/// <summary>
/// Walks over the fields of one protobuf message (protobuf.dev, "Encoding"). Strict: whatever is cut off, oversized or of an unknown wire type
/// ends in an <see cref="InvalidDataException"/> that names the byte.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message, long start)
{
    private const int LongestVarint = 10;
    private readonly ReadOnlySpan<byte> message = message;
    private int at;
    private int fieldStart;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>The way in which the current field is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>The current field's number, for <see cref="WireType.Varint"/>.</summary>
    public ulong Number { get; private set; }

    /// <summary>The current field's content, for <see cref="WireType.Bytes"/>.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The current field as it is written, tag and length included.</summary>
    public readonly ReadOnlySpan<byte> Raw => message[fieldStart..at];

    /// <summary>The offset in the file at which <see cref="Content"/> begins.</summary>
    public readonly long ContentStart => start + at - Content.Length;

    /// <summary>The current field's content as a message of its own.</summary>
    public readonly WireReader Message => new(Content, ContentStart);

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool MoveNext()
    {
        if (at == message.Length)
        {
            return false;
        }

        fieldStart = at;
        ulong tag = ReadVarint();
        Field = tag >> 3 is > 0 and <= int.MaxValue ? (int)(tag >> 3) : throw Fault("a field has no number");
        Type = (WireType)(tag & 7);
        Content = default;
        switch (Type)
        {
            case WireType.Varint:
                Number = ReadVarint();
                break;
            case WireType.Bytes:
                Content = Take(ReadVarint());
                break;
            case WireType.Fixed64:
                Content = Take(8);
                break;
            case WireType.Fixed32:
                Content = Take(4);
                break;
            default:
                throw Fault($"a field is of the unknown wire type {tag & 7}");
        }

        return true;
    }

    /// <summary>Returns this field, which must be written in that way.</summary>
    public readonly WireReader Expect(WireType type) => Type == type ? this : throw Fault($"field {Field} is of the wrong type");

    /// <summary>The content as text.</summary>
    public readonly string Text() => System.Text.Encoding.UTF8.GetString(Content);

    /// <summary>Adds a repeated number: one of it, or many packed one after another.</summary>
    public readonly void AddNumbers(List<long> numbers)
    {
        if (Type == WireType.Varint)
        {
            numbers.Add((long)Number);
            return;
        }

        WireReader packed = Expect(WireType.Bytes).Message;
        while (packed.at < packed.message.Length)
        {
            numbers.Add((long)packed.ReadVarint());
        }
    }

    /// <summary>A fault at the current place.</summary>
    public readonly InvalidDataException Fault(string what) => new(FormattableString.Invariant($"{what} (byte {start + at})"));

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - at))
        {
            throw Fault($"a field of {length} bytes is cut off");
        }

        at += (int)length;
        return message.Slice(at - (int)length, (int)length);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < LongestVarint; i++)
        {
            if (at == message.Length)
            {
                throw Fault("a number is cut off");
            }

            byte next = message[at++];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Fault("a number is longer than 64 bits");
    }
}
