namespace Experiments.Results.Choosing;

/// <summary>The columns that a setting takes in a <see cref="SettingTable"/>: one for a number, one for each of its values for a choice.</summary>
internal sealed record SettingColumns(string Name, int First, int Count);

/// <summary>Runs as rows of numbers, from which a score can be predicted.</summary>
/// <param name="Rows">The settings of each run.</param>
/// <param name="Scores">The score of each run, which is to be predicted.</param>
/// <param name="Settings">The combination of settings that each run belongs to, from 0.</param>
/// <param name="Columns">The columns of each setting.</param>
internal sealed record SettingTable(float[][] Rows, double[] Scores, int[] Settings, IReadOnlyList<SettingColumns> Columns);
