using Experiments.Reduction;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Experiments.Networks.Training;

/// <summary>Accuracy, log-loss in nats and confusion matrix (true class by predicted class) of held-out samples.</summary>
internal sealed record HeldOutQuality(double Accuracy, double LogLoss, IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    /// <summary>Judges logits by ML.NET's evaluator for multiclass classifiers.</summary>
    public static HeldOutQuality Measure(Matrix logits, int[] labels)
    {
        MLContext context = new(seed: 0);
        IDataView view = context.Data.LoadFromEnumerable(Judged.All(logits, labels), Judged.Schema(logits.Columns));
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(view);
        return new HeldOutQuality(
            metrics.MicroAccuracy,
            metrics.LogLoss,
            [.. metrics.ConfusionMatrix.Counts.Select(row => (IReadOnlyList<int>)[.. row.Select(count => (int)count)])]);
    }

    /// <summary>A sample as the evaluator wants it. A key loaded from objects counts from 0.</summary>
    private sealed class Judged
    {
        public uint Label { get; set; }

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public static IEnumerable<Judged> All(Matrix logits, int[] labels) => Enumerable.Range(0, logits.Rows).Select(i => new Judged
        {
            Label = (uint)labels[i],
            PredictedLabel = (uint)Scores.Best(logits.Row(i)),
            Score = Scores.Softmax(logits.Row(i)),
        });

        public static SchemaDefinition Schema(int classes)
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(Judged));
            schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
            schema[nameof(PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), classes);
            schema[nameof(Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
            return schema;
        }
    }
}
