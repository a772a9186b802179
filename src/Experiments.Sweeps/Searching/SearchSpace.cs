using Experiments.Reduction;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Searching;

/// <summary>
/// Everything that a search may try: a branch for each entry of <c>reducers:</c>, whose settings exist only in that branch, and points that are
/// tried in any case.
/// </summary>
internal sealed class SearchSpace
{
    private readonly Dictionary<string, string[]> varied;

    /// <summary>The space that the entries span.</summary>
    public SearchSpace(IReadOnlyList<ReducerEntry> entries, SearchConfig config)
    {
        Branches = [.. entries.Select(entry => new SearchBranch(entry))];
        IEnumerable<Proposal> points = config.Points.Select(Named);
        IEnumerable<Proposal> defaults = Branches.Where(branch => config.Defaults || branch.Dimensions.Count == 0).Select(branch => branch.Defaults)
            .OfType<Proposal>();
        Points = [.. points.Concat(defaults).DistinctBy(point => point.Choice.Options)];
        varied = Branches.Select(branch => branch.Descriptor.Kind).Distinct().ToDictionary(kind => kind, Varied);
        Points = [.. Points.Select(Marked)];
    }

    /// <summary>One for each entry.</summary>
    public IReadOnlyList<SearchBranch> Branches { get; }

    /// <summary>The branches with something to choose.</summary>
    public IReadOnlyList<SearchBranch> Open => [.. Branches.Where(branch => branch.Dimensions.Count > 0)];

    /// <summary>The settings that are tried first.</summary>
    public IReadOnlyList<Proposal> Points { get; }

    /// <summary>The setting at a place of a branch.</summary>
    public Proposal At(SearchBranch branch, IReadOnlyList<double> units) => Marked(branch.At(units));

    private Proposal Named(SearchPoint point)
    {
        ReducerChoice choice = ReducerChoice.Of(point.Descriptor, point.Options);
        SearchBranch? home = Branches.FirstOrDefault(branch => branch.Descriptor == point.Descriptor && branch.PlaceOf(point.Options) is not null);
        return new Proposal(home, home?.PlaceOf(point.Options) ?? [], choice);
    }

    private Proposal Marked(Proposal proposal) => proposal with
    {
        Choice = proposal.Choice with
        {
            Varied = varied.GetValueOrDefault(proposal.Choice.Descriptor.Kind, [])
                .ToDictionary(name => name, name => proposal.Choice.Parameters[name]),
        },
    };

    /// <summary>Settings in which proposals of a kind can differ.</summary>
    private string[] Varied(string kind)
    {
        SearchBranch[] branches = [.. Branches.Where(branch => branch.Descriptor.Kind == kind)];
        ReducerChoice[] choices =
        [
            .. branches.Select(branch => branch.At([.. branch.Dimensions.Select(_ => 0.0)]).Choice),
            .. Points.Select(point => point.Choice).Where(choice => choice.Descriptor.Kind == kind),
        ];
        return [.. choices[0].Parameters.Keys.Where(name =>
            branches.Any(branch => branch.Dimensions.Any(dimension => dimension.Option.Name == name))
            || choices.Any(choice => !Equals(choice.Parameters[name], choices[0].Parameters[name])))];
    }
}

/// <summary>One entry of <c>reducers:</c> as a part of the space.</summary>
internal sealed class SearchBranch
{
    private readonly Dictionary<string, object?> fixedValues;

    public SearchBranch(ReducerEntry entry)
    {
        Entry = entry;
        Dimensions = [.. entry.Options.Dimensions];
        fixedValues = entry.Options.Fixed.ToDictionary();
    }

    /// <summary>The entry of the sweep file that the branch searches.</summary>
    public ReducerEntry Entry { get; }

    /// <summary>The reducer of the entry.</summary>
    public ReducerDescriptor Descriptor => Entry.Descriptor;

    /// <summary>The settings to choose.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The setting in which everything that may be chosen has its default; null where a default lies outside.</summary>
    public Proposal? Defaults
    {
        get
        {
            ReducerOptions options = Options(Dimensions.ToDictionary(dimension => dimension.Option.Name, dimension => dimension.Option.Default));
            return PlaceOf(options) is { } place ? new Proposal(this, place, ReducerChoice.Of(Descriptor, options)) : null;
        }
    }

    /// <summary>
    /// Every combination of the ends of ranges, and of the first and last of lists: where impossible settings and the largest demands are.
    /// </summary>
    public IEnumerable<ReducerOptions> Corners
    {
        get
        {
            int most = Math.Min(Dimensions.Count, 10);
            return Enumerable.Range(0, 1 << most).Select(corner => Options(Dimensions.Index().ToDictionary(
                pair => pair.Item.Option.Name, pair =>
                    pair.Item.At(((corner >> Math.Min(pair.Index, most)) & 1) == 0 ? 0 : Math.BitDecrement(1.0)))));
        }
    }

    /// <summary>The setting at a place, one coordinate in [0, 1) a dimension.</summary>
    public Proposal At(IReadOnlyList<double> units) => new(
        this, units, ReducerChoice.Of(Descriptor,
            Options(Dimensions.Zip(units).ToDictionary(pair => pair.First.Option.Name, pair => pair.First.At(pair.Second)))));

    /// <summary>The place of a setting; null where it lies outside.</summary>
    public double[]? PlaceOf(ReducerOptions options)
    {
        if (fixedValues.Any(setting => !Equals(Info(setting.Key).Property.GetValue(options), setting.Value)))
        {
            return null;
        }

        (double From, double To)?[] places = [.. Dimensions.Select(dimension => dimension.PlaceOf(dimension.Option.Property.GetValue(options)))];
        return places.Any(place => place is null) ? null : [.. places.Select(place => (place!.Value.From + place.Value.To) / 2)];
    }

    private OptionInfo Info(string name) => OptionSchema.Of(Descriptor.OptionsType).First(option => option.Name == name);

    private ReducerOptions Options(Dictionary<string, object?> chosen) =>
        (ReducerOptions)OptionSchema.Create(Descriptor.OptionsType, fixedValues.Concat(chosen).ToDictionary());
}

/// <summary>A setting to try and where it lies; a named point outside the space has no branch.</summary>
internal sealed record Proposal(SearchBranch? Branch, IReadOnlyList<double> Units, ReducerChoice Choice);
