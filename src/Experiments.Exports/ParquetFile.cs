using Parquet;
using Parquet.Schema;

namespace Experiments.Exports;

/// <summary>A Parquet file of flat columns in one row group.</summary>
internal static class ParquetFile
{
    /// <summary>Returns a whole Parquet file with these columns.</summary>
    public static byte[] Bytes(IReadOnlyList<ParquetColumn> columns)
    {
        using MemoryStream stream = new();
        Write(columns, stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static async Task Write(IReadOnlyList<ParquetColumn> columns, MemoryStream stream)
    {
        ParquetSchema schema = new([.. columns.Select(column => column.Field)]);
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (ParquetColumn column in columns)
            {
                await column.Write(group).ConfigureAwait(false);
            }
        }
    }
}
