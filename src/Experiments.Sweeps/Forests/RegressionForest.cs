using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Experiments.Sweeps.Forests;

/// <summary>
/// A random forest of regression trees (Breiman 2001) by ML.NET's FastForest, grown on one thread: the same rows give the same forest.
/// </summary>
internal sealed class RegressionForest
{
    private const string Prediction = "Score";
    private readonly MLContext context = new(seed: 0);
    private readonly SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
    private readonly RegressionPredictionTransformer<FastForestRegressionModelParameters> model;

    private RegressionForest(float[][] features, float[] targets)
    {
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features[0].Length);
        FastForestRegressionTrainer.Options options = new()
        {
            LabelColumnName = nameof(Row.Target),
            FeatureColumnName = nameof(Row.Features),
            NumberOfTrees = 200,
            NumberOfLeaves = 64,
            MinimumExampleCountPerLeaf = 2,
            FeatureFractionPerSplit = 0.7,
            NumberOfThreads = 1,
        };
        model = context.Regression.Trainers.FastForest(options).Fit(View(features, targets));
    }

    public static RegressionForest Fit(float[][] features, float[] targets) => new(features, targets);

    public float[] Predict(float[][] features) =>
        [.. model.Transform(View(features, new float[features.Length])).GetColumn<float>(Prediction)];

    private IDataView View(float[][] features, float[] targets) =>
        context.Data.LoadFromEnumerable(features.Zip(targets, (row, target) => new Row { Features = row, Target = target }), schema);

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Target { get; set; }
    }
}
