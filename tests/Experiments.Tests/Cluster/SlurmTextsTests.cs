using Experiments.Sweeps.Cluster;
using Experiments.Sweeps.Configuration;

namespace Experiments.Tests.Cluster;

/// <summary>What the commands of Slurm print, as seen on Slurm 22.05.</summary>
public class SlurmTextsTests
{
    [Fact]
    public void The_queue_lists_elements_of_jobs_whose_names_begin_so()
    {
        IReadOnlyList<QueuedElement> queue = SlurmTexts.Queue(
            """
            12|0|RUNNING|n1|None|2024-05-01T10:00:00|experiments-ab-b00001
            12|7|PENDING||JobArrayTaskLimit|N/A|experiments-ab-b00001
            13|N/A|RUNNING|n3|None|2024-05-01T09:00:00|experiments-ab-driver
            14|1|RUNNING|n2|None|2024-05-01T09:00:00|experiments-cd-b00001
            15|2|PENDING||launch failed requeued held|N/A|experiments-ab-b00002
            a line of another kind
            """,
            "experiments-ab-");

        Assert.Equal(["12/0", "12/7", "13/", "15/2"], queue.Select(element => $"{element.Job}/{element.Index}"));
        Assert.Equal([true, false, true, false], queue.Select(element => element.IsRunning));
        Assert.Equal([false, false, false, true], queue.Select(element => element.IsHeld));
        Assert.Equal("n1", queue[0].Node);
    }

    [Theory]
    [InlineData("JobState=COMPLETED Reason=None ExitCode=0:0 BatchHost=n1", Verdict.Again)]
    [InlineData("JobState=FAILED Reason=NonZeroExitCode ExitCode=1:0 BatchHost=n1", Verdict.Again)]
    [InlineData("JobState=FAILED Reason=NonZeroExitCode ExitCode=137:0 BatchHost=n1", Verdict.MoreMemory)]
    [InlineData("JobState=FAILED Reason=RaisedSignal:9(Killed) ExitCode=0:9 BatchHost=n1", Verdict.MoreMemory)]
    [InlineData("JobState=OUT_OF_MEMORY Reason=OutOfMemory ExitCode=0:125 BatchHost=n1", Verdict.MoreMemory)]
    [InlineData("JobState=TIMEOUT Reason=TimeLimit ExitCode=0:15 BatchHost=n1", Verdict.MoreTime)]
    [InlineData("JobState=NODE_FAIL Reason=NodeDown ExitCode=0:0 BatchHost=n1", Verdict.Again)]
    [InlineData("JobState=PREEMPTED Reason=None ExitCode=0:15 BatchHost=n1", Verdict.Again)]
    [InlineData("JobState=CANCELLED Reason=None ExitCode=0:15 BatchHost=n1", Verdict.GiveUp)]
    [InlineData("JobState=FAILED Reason=NonZeroExitCode ExitCode=74:0 BatchHost=n1", Verdict.DiskFull)]
    public void How_a_job_ended_decides_what_becomes_of_its_work(string facts, object verdict)
    {
        JobEnd? end = SlurmTexts.End(
            $"JobId=12 ArrayJobId=12 ArrayTaskId=3 JobName=experiments-ab-b00001 UserId=root(0) {facts} NodeList=n1 NumNodes=1");

        Assert.Equal("n1", end!.Node);
        Assert.Equal(verdict, Verdicts.On(end));
    }

    [Theory]
    [InlineData("JobId=12 JobState=PENDING Reason=BeginTime ExitCode=0:0")]
    [InlineData("JobId=12 JobState=RUNNING Reason=None ExitCode=0:0 BatchHost=n1")]
    [InlineData("slurm_load_jobs error: Invalid job id specified")]
    [InlineData("")]
    public void A_job_that_goes_on_or_is_forgotten_has_no_end(string text) => Assert.Null(SlurmTexts.End(text));

    [Fact]
    public void A_job_that_the_scheduler_forgot_is_handed_in_again() => Assert.Equal(Verdict.Again, Verdicts.On(null));

    [Fact]
    public void The_largest_array_stands_in_the_configuration()
    {
        Assert.Equal(1001, SlurmTexts.LargestArray("Configuration data as of now\nMaxArraySize          = 1001\nMaxDBDMsgs              = 20008\n"));
        Assert.Null(SlurmTexts.LargestArray("slurm_load_ctl_conf error: Unable to contact slurm controller (connect failure)"));
    }

    [Theory]
    [InlineData(null, "04:00:00")]
    [InlineData("long", "2.12:00:00")]
    [InlineData("short,long", "2.12:00:00")]
    [InlineData("endless", null)]
    [InlineData("long,endless", null)]
    [InlineData("nowhere", null)]
    public void The_longest_time_is_that_of_the_partition(string? partition, string? expected)
    {
        const string Text = """
            PartitionName=short AllowGroups=ALL Default=YES MaxNodes=UNLIMITED MaxTime=04:00:00 MinNodes=0
            PartitionName=long AllowGroups=ALL Default=NO MaxNodes=UNLIMITED MaxTime=2-12:00:00 MinNodes=0
            PartitionName=endless AllowGroups=ALL Default=NO MaxNodes=UNLIMITED MaxTime=UNLIMITED MinNodes=0

            """;

        Assert.Equal(expected, SlurmTexts.LongestTime(Text, partition)?.ToString());
    }

    [Theory]
    [InlineData("--partition=gpu", "gpu")]
    [InlineData("-p gpu", "gpu")]
    [InlineData("--account=x", null)]
    public void A_partition_may_be_asked_for_by_an_option_of_sbatch(string option, string? partition) =>
        Assert.Equal(partition, new ClusterConfig { Sbatch = [option] }.AskedPartition);

    [Theory]
    [InlineData("123\n", "123")]
    [InlineData("123;cluster\n", "123")]
    [InlineData("a message of the day\n123\n", "123")]
    [InlineData("", null)]
    public void Sbatch_prints_the_id_of_the_job(string text, string? job) => Assert.Equal(job, SlurmTexts.Submitted(text));

    [Theory]
    [InlineData("sbatch: error: Batch job submission failed: Socket timed out on send/recv operation", true)]
    [InlineData("sbatch: error: AssocMaxSubmitJobLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy "
        + "(job submit limit, user's size and/or time limits)", true)]
    [InlineData("sbatch: error: invalid partition specified: nowhere", false)]
    public void Some_complaints_pass(string complaint, bool passes) => Assert.Equal(passes, SlurmTexts.IsBusy(complaint));
}
