using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The legend of the classes: one where the sweeps share their classes, else one for every set of classes.</summary>
internal static class ClassLegends
{
    public static void Compose(ComparisonModel model, ComparedLayer layer, PageComposer composer)
    {
        IGrouping<string, (string Letter, PictureData Data)>[] kinds =
        [
            .. model.Sweeps.Where(sweep => layer.Groups[sweep.Index] is not null)
                .Select(sweep => (sweep.Letter, Data: sweep.Model.Data(layer.Groups[sweep.Index]!)))
                .Where(pair => pair.Data.Classes > 0)
                .GroupBy(pair => string.Join('\0', Enumerable.Range(0, pair.Data.Classes).Select(pair.Data.ClassName))),
        ];
        foreach (IGrouping<string, (string Letter, PictureData Data)> kind in kinds)
        {
            if (kinds.Length > 1)
            {
                composer.Text($"Classes of {Numbers.List([.. kind.Select(pair => pair.Letter)])}:", Typography.Small);
            }

            composer.Legend(kind.First().Data);
        }
    }
}
