using Experiments.Networks.Description;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Experiments.Tests.Networks;

public class LearningRatesTests
{
    [Theory]
    [InlineData(0.3, 7, 13)]
    [InlineData(0.1, 20, 3)]
    public void One_cycle_equals_torch_s(double warmup, int epochs, int steps)
    {
        using TorchSession session = NetworkTests.Enter();
        LearningRates rates = new(new TrainingOptions { LearningRate = 0.4, Schedule = Schedule.OneCycle, Warmup = warmup, Epochs = epochs }, steps);
        Parameter weight = torch.nn.Parameter(torch.zeros(1));
        torch.optim.Optimizer optimizer = torch.optim.SGD([weight], learningRate: 0.4);
        torch.optim.lr_scheduler.LRScheduler reference = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, max_lr: 0.4, total_steps: epochs * steps, pct_start: warmup, cycle_momentum: false);

        for (int step = 0; step < epochs * steps; step++)
        {
            Assert.Equal(optimizer.ParamGroups.First().LearningRate, rates.At(step), 1e-7);
            if (step + 1 < epochs * steps)
            {
                reference.step();
            }
        }

        Assert.Equal(0.4, Enumerable.Range(0, epochs * steps).Max(step => rates.At(step)), 0.4 * 0.05);
    }

    [Fact]
    public void Steps_multiply_by_the_factor_every_few_epochs()
    {
        LearningRates rates = new(new TrainingOptions { LearningRate = 1, Schedule = Schedule.Step, StepEvery = 3, StepFactor = 0.5, Epochs = 9 }, 4);

        Assert.Equal([1, 1, 0.5, 0.25, 0.25], new[] { 0L, 11, 12, 24, 35 }.Select(rates.At));
    }

    [Theory]
    [InlineData("Constant", 1)]
    [InlineData("Cosine", 0.5)]
    public void Warm_up_rises_evenly_and_the_schedule_starts_after_it(string schedule, double halfway)
    {
        LearningRates rates = new(new TrainingOptions { LearningRate = 1, Schedule = Enum.Parse<Schedule>(schedule), Warmup = 0.2, Epochs = 10 }, 5);

        Assert.Equal([0.1, 0.5, 1, 1], new[] { 0L, 4, 9, 10 }.Select(rates.At), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(halfway, rates.At(30), 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void One_cycle_of_very_few_steps_stays_finite_and_positive(int epochs, int steps)
    {
        LearningRates rates = new(new TrainingOptions { Schedule = Schedule.OneCycle, Epochs = epochs }, steps);

        Assert.All(Enumerable.Range(0, epochs * steps), step => Assert.InRange(rates.At(step), 1e-12, 1e-3));
    }
}
