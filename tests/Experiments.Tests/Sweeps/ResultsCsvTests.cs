using Experiments.Results.Folder;

namespace Experiments.Tests.Sweeps;

public class ResultsCsvTests
{
    [Fact]
    public void Fields_are_quoted_where_RFC_4180_says_so()
    {
        string line = CsvRecord.Line(["plain", "a,b", "say \"no\"", "two\nlines", null, 0.1, 1e-300, true, 3L, " space "]);

        Assert.Equal("plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,0.1,1E-300,true,3, space \r\n", line);
    }

    [Fact]
    public void Texts_that_a_spreadsheet_would_run_get_an_apostrophe_and_numbers_do_not()
    {
        string line = CsvRecord.Line(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "-1.5", "-1e-3", "+7", "-", "a=b", -2.5, -3L]);

        Assert.Equal("'=1+1,'+cmd|' /C calc'!A0,'-2+3,'@SUM(A1),'\tx,-1.5,-1e-3,+7,-,a=b,-2.5,-3\r\n", line);
    }

    [Fact]
    public void The_table_has_the_documented_columns_and_a_row_for_every_trial()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small, "reducers[1].failing_seed=1", "models[1].width=[4, 6]", "layers=[penultimate]"));
        string[] rows = File.ReadAllText(bench.Paths.ResultsCsv).Split("\r\n");

        Assert.Equal(
            "dataset,samples,model,layer,pool,reducer,saw_labels,model.width,n_components,perplexity,n_neighbors,failing_seed,"
            + "seed,data_seed,train_seed,status,reason,trustworthiness@3,trustworthiness@5,continuity@3,continuity@5,"
            + "knn_preservation@3,knn_preservation@5,neighborhood_hit@3,neighborhood_hit@5,silhouette,"
            + "seconds_dataset,seconds_train,seconds_activations,seconds_neighbors,seconds_embedding,seconds_metrics,peak_mb,id",
            rows[0]);
        Assert.Equal(2 * (1 + 4) + 2, rows.Length);
        Assert.StartsWith("glyphs,30,fake,penultimate,none,pca,false,4,2,,,,0,0,0,done,,0.", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("glyphs,30,fake,penultimate,none,fake,false,4,2,2,5,1,1,0,0,failed,\"embedding (Fake perplexity=2, seed 1: penultimate of "
            + "fake width=4 on glyphs, seed 0): seed 1 was told to fail\",,,", rows[3], StringComparison.Ordinal);
        Assert.All(rows[..^1], row => Assert.True(row.Count(c => c == ',') >= 32));
    }
}
