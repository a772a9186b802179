namespace Experiments.Reduction;

/// <summary>A fitted reducer that can place samples it has not seen, each independently of the batch it comes in.</summary>
public interface IFittedReducer
{
    /// <summary>Places each row of <paramref name="samples"/> (m × d) in the fitted picture; returns m × components.</summary>
    Matrix Transform(Matrix samples, ReductionContext context);

    /// <summary>
    /// The numbers it is made of, to be saved: one that places the samples it was fitted to where the fit put them, and so does without them. Null
    /// for one that is made again from those samples and their picture (<see cref="IReducer.Restore"/>), for which no labels are kept.
    /// </summary>
    ModelParts? Parts => null;
}
