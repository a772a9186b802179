using System.Buffers.Binary;
using System.Text;

namespace Experiments.Data.Cifar;

/// <summary>
/// Reads the batches of CIFAR's Python version: a pickled dictionary of labels and an array of bytes, a row of planes an image. It knows the
/// operations that these files use, makes no objects and runs nothing; anything else is refused.
/// </summary>
internal sealed class CifarPickle
{
    private static readonly object Mark = new();
    private readonly byte[] bytes;
    private readonly int length;
    private readonly List<object?> stack = [];
    private readonly Dictionary<int, object?> memo = [];
    private int position;

    private CifarPickle(byte[] bytes, int length)
    {
        this.bytes = bytes;
        this.length = length;
    }

    /// <summary>The batch as the binary version has it: for each image a byte for each kind of labels, then its planes.</summary>
    /// <param name="bytes">The bytes of the file, perhaps with others behind them.</param>
    /// <param name="length">The number of bytes that belong to the file.</param>
    /// <param name="labelNames">Kinds of labels, in the order of the binary version.</param>
    /// <param name="imageSize">Bytes of an image.</param>
    /// <exception cref="InvalidDataException">The file is no batch of that form.</exception>
    public static byte[] ToRecords(byte[] bytes, int length, IReadOnlyList<string> labelNames, int imageSize)
    {
        CifarPickle pickle = new(bytes, length);
        Dictionary<object, object?> batch = pickle.Run() as Dictionary<object, object?> ?? throw new InvalidDataException("it holds no dictionary");
        byte[] pixels = batch.GetValueOrDefault("data") as byte[] ?? throw new InvalidDataException("it holds no array 'data'");
        int count = pixels.Length / imageSize;
        byte[][] labels = [.. labelNames.Select(name => Labels(batch, name, count))];
        if (pixels.Length != count * imageSize)
        {
            throw new InvalidDataException($"'data' has {pixels.Length} bytes, not a multiple of {imageSize}");
        }

        int record = labels.Length + imageSize;
        byte[] records = new byte[count * record];
        for (int i = 0; i < count; i++)
        {
            for (int kind = 0; kind < labels.Length; kind++)
            {
                records[(i * record) + kind] = labels[kind][i];
            }

            pixels.AsSpan(i * imageSize, imageSize).CopyTo(records.AsSpan((i * record) + labels.Length));
        }

        return records;
    }

    private static byte[] Labels(Dictionary<object, object?> batch, string name, int count)
    {
        List<object?> labels = batch.GetValueOrDefault(name) as List<object?> ?? throw new InvalidDataException($"it holds no list '{name}'");
        return labels.Count == count && labels.TrueForAll(label => label is >= 0 and <= 255)
            ? [.. labels.Select(label => (byte)(int)label!)]
            : throw new InvalidDataException($"'{name}' is not one byte for each of {count} images");
    }

    private object? Run()
    {
        while (true)
        {
            byte operation = Take(1)[0];
            if (operation == (byte)'.')
            {
                return Pop();
            }

            Do(operation);
        }
    }

    private void Do(byte operation)
    {
        switch ((char)operation)
        {
            case '\u0080':
                Take(1);
                break;
            case '(':
                stack.Add(Mark);
                break;
            case 'q':
                memo[Take(1)[0]] = stack.LastOrDefault();
                break;
            case 'r':
                memo[Int()] = stack.LastOrDefault();
                break;
            case 'h':
                Recall(Take(1)[0]);
                break;
            case 'j':
                Recall(Int());
                break;
            case 'c':
                stack.Add(new PickleGlobal($"{Line()}.{Line()}"));
                break;
            case 'e':
                Append([.. PopToMark()]);
                break;
            case 'a':
                Append([Pop()]);
                break;
            case 'u':
                SetItems(PopToMark());
                break;
            case 's':
                SetItems([.. new[] { Pop(), Pop() }.Reverse()]);
                break;
            case 'R':
                Reduce();
                break;
            case 'b':
                Build();
                break;
            default:
                stack.Add(Value((char)operation));
                break;
        }
    }

    private object? Value(char operation) => operation switch
    {
        '}' => new Dictionary<object, object?>(),
        ']' => new List<object?>(),
        ')' => Array.Empty<object?>(),
        'N' => null,
        '\u0088' => true,
        '\u0089' => false,
        'K' => (int)Take(1)[0],
        'M' => (int)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        'J' => Int(),
        'U' => Raw(Take(1)[0]),
        'T' => Raw(Int()),
        'C' => Raw(Take(1)[0]),
        'B' => Raw(Int()),
        'X' => Encoding.Latin1.GetString(Take(Int())),
        't' => PopToMark(),
        '\u0085' => new[] { Pop() },
        '\u0086' => (object?[])[.. new[] { Pop(), Pop() }.Reverse()],
        '\u0087' => (object?[])[.. new[] { Pop(), Pop(), Pop() }.Reverse()],
        _ => throw new InvalidDataException($"operation 0x{(int)operation:x2} at offset {position - 1} is none that these files use"),
    };

    /// <summary>Texts are keys and names; longer strings of bytes are contents.</summary>
    private object Raw(int count)
    {
        ReadOnlySpan<byte> raw = Take(count);
        return count < 1024 ? Encoding.Latin1.GetString(raw) : raw.ToArray();
    }

    /// <summary>The calls that make an array or its type; each leaves what is filled in later.</summary>
    private void Reduce()
    {
        Pop();
        PickleGlobal function = Pop() as PickleGlobal ?? throw new InvalidDataException("it calls what is no function");
        stack.Add(function.Name is "numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct" or "numpy.dtype"
            ? new PickleGlobal(function.Name)
            : throw new InvalidDataException($"it calls {function.Name}, which these files do not"));
    }

    /// <summary>Fills an array: what matters of its state is the last entry, its bytes.</summary>
    private void Build()
    {
        object? state = Pop();
        if (stack.Count > 0 && stack[^1] is PickleGlobal made && made.Name.EndsWith("_reconstruct", StringComparison.Ordinal))
        {
            byte[] content = state is object?[] { Length: 5 } parts && parts[3] is false && parts[4] is byte[] all
                ? all
                : throw new InvalidDataException("an array is not of bytes in C order");
            foreach (int key in memo.Where(pair => ReferenceEquals(pair.Value, made)).Select(pair => pair.Key).ToArray())
            {
                memo[key] = content;
            }

            stack[^1] = content;
        }
    }

    private void Append(object?[] items)
    {
        List<object?> list = stack.LastOrDefault() as List<object?> ?? throw new InvalidDataException("it appends to what is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        Dictionary<object, object?> target = stack.LastOrDefault() as Dictionary<object, object?>
            ?? throw new InvalidDataException("it sets items of what is no dictionary");
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            target[items[i] ?? throw new InvalidDataException("a key is missing")] = items[i + 1];
        }
    }

    private void Recall(int key) =>
        stack.Add(memo.TryGetValue(key, out object? value) ? value : throw new InvalidDataException($"it recalls {key}, which it never kept"));

    private object? Pop()
    {
        object? top = stack.Count > 0 ? stack[^1] : throw new InvalidDataException("it takes from an empty stack");
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] PopToMark()
    {
        int mark = stack.LastIndexOf(Mark);
        object?[] items = mark >= 0 ? [.. stack[(mark + 1)..]] : throw new InvalidDataException("it closes what it never opened");
        stack.RemoveRange(mark, stack.Count - mark);
        return items;
    }

    private int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private string Line()
    {
        int end = bytes.AsSpan(0, length)[position..].IndexOf((byte)'\n');
        string line = Encoding.Latin1.GetString(Take(Math.Max(0, end)));
        Take(1);
        return line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > length - position)
        {
            throw new InvalidDataException($"it breaks off at offset {position}");
        }

        position += count;
        return bytes.AsSpan(position - count, count);
    }

    /// <summary>A function that is named, or what its call made.</summary>
    private sealed record PickleGlobal(string Name)
    {
        public bool Equals(PickleGlobal? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }
}
