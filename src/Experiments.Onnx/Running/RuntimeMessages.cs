using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>A request to the process that runs a model. Requests and answers alternate on two pipes; nothing else is written there.</summary>
internal abstract record RuntimeRequest
{
    private enum Kind : byte
    {
        Load,
        Run,
    }

    /// <summary>Reads the next one.</summary>
    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    public static RuntimeRequest Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Load => new LoadRequest(reader.ReadString(), reader.ReadInt32(), reader.ReadBytes(reader.ReadInt32())),
        Kind.Run => new RunRequest(reader.ReadList(SampleTensor.Read), reader.ReadList(ConstantTensor.Read), reader.ReadList(one => one.ReadString()),
            reader.ReadBoolean()),
        Kind other => throw new InvalidDataException($"request {other}"),
    };

    /// <summary>Writes the whole request.</summary>
    public void Write(BinaryWriter writer)
    {
        switch (this)
        {
            case LoadRequest load:
                writer.Write((byte)Kind.Load);
                writer.Write(load.Folder);
                writer.Write(load.Threads);
                writer.Write(load.Model.Length);
                writer.Write(load.Model);
                break;
            case RunRequest run:
                writer.Write((byte)Kind.Run);
                writer.WriteList(run.Samples, (to, tensor) => tensor.Write(to));
                writer.WriteList(run.Constants, (to, constant) => constant.Write(to));
                writer.WriteList(run.Outputs, (to, name) => to.Write(name));
                writer.Write(run.ShapesOnly);
                break;
            default:
                throw new NotSupportedException();
        }

        writer.Flush();
    }
}

/// <summary>Load this model in place of the one before; external data lies in <paramref name="Folder"/>.</summary>
internal sealed record LoadRequest(string Folder, int Threads, byte[] Model) : RuntimeRequest;

/// <summary>Run the loaded model once and fetch these tensors, or their shapes alone.</summary>
internal sealed record RunRequest(
    IReadOnlyList<SampleTensor> Samples, IReadOnlyList<ConstantTensor> Constants, IReadOnlyList<string> Outputs, bool ShapesOnly) : RuntimeRequest;

/// <summary>An input's name, the type that the model takes, and the values, which are converted to that type.</summary>
internal sealed record SampleTensor(string Name, TensorElementType Type, IReadOnlyList<long> Shape, float[] Values)
{
    public static SampleTensor Read(BinaryReader reader) =>
        new(reader.ReadString(), (TensorElementType)reader.ReadInt32(), reader.ReadList(one => one.ReadInt64()), reader.ReadFloats());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write((int)Type);
        writer.WriteList(Shape, (to, length) => to.Write(length));
        writer.WriteFloats(Values);
    }
}

/// <summary>An input that holds one value everywhere.</summary>
internal sealed record ConstantTensor(string Name, TensorElementType Type, IReadOnlyList<long> Shape, double Value)
{
    public static ConstantTensor Read(BinaryReader reader) =>
        new(reader.ReadString(), (TensorElementType)reader.ReadInt32(), reader.ReadList(one => one.ReadInt64()), reader.ReadDouble());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write((int)Type);
        writer.WriteList(Shape, (to, length) => to.Write(length));
        writer.Write(Value);
    }
}

/// <summary>An input or output of a loaded model; no tensor has no type.</summary>
internal sealed record ModelPort(string Name, TensorElementType? Type)
{
    public static ModelPort Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadInt32() is > 0 and int type ? (TensorElementType)type : null);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write((int)(Type ?? 0));
    }
}

/// <summary>The inputs and outputs of a model that was loaded, or the reason why it was refused.</summary>
internal sealed record LoadAnswer(string Fault, IReadOnlyList<ModelPort> Inputs, IReadOnlyList<ModelPort> Outputs)
{
    public static LoadAnswer Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadList(ModelPort.Read), reader.ReadList(ModelPort.Read));

    public void Write(BinaryWriter writer)
    {
        writer.Write(Fault);
        writer.WriteList(Inputs, (to, port) => port.Write(to));
        writer.WriteList(Outputs, (to, port) => port.Write(to));
        writer.Flush();
    }
}

/// <summary>A fetched tensor as float32; empty where only its shape was asked for.</summary>
internal sealed record FetchedTensor(IReadOnlyList<long> Shape, float[] Values)
{
    public static FetchedTensor Read(BinaryReader reader) => new(reader.ReadList(one => one.ReadInt64()), reader.ReadFloats());
}

/// <summary>The outputs of a run, or the reason why it failed.</summary>
internal sealed record RunAnswer(string Fault, IReadOnlyList<FetchedTensor> Outputs)
{
    public static RunAnswer Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadList(FetchedTensor.Read));
}
