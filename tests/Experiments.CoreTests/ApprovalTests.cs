using System.Text;

namespace Experiments.Tests;

/// <summary>Approved files: what fails, what is kept and what is replaced.</summary>
public sealed class ApprovalTests : IDisposable
{
    private const string File = "some/approved.txt";

    private readonly Data.TemporaryFolder folder = new();
    private readonly StringWriter output = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_text_passes_whatever_its_line_ends_and_leaves_nothing_received()
    {
        Approve("one\r\ntwo\r\n");
        Record.Exception(() => Approvals(accepts: false).Check(File, "other"));
        Approvals(accepts: false).Check(File, "one\ntwo\n");
        Assert.False(System.IO.File.Exists(Received));
    }

    [Fact]
    public void Another_text_fails_with_its_first_difference_and_is_kept()
    {
        Approve("one\ntwo\nthree");
        string message = Fault(() => Approvals(accepts: false).Check(File, "one\n2\n3"));
        Assert.Contains("Line 2 is the first to differ:\n  approved: two\n  received: 2\n", message, StringComparison.Ordinal);
        Assert.Contains("./run.sh test --accept takes it", message, StringComparison.Ordinal);
        Assert.Contains("received: (the end)", Fault(() => Approvals(accepts: false).Check(File, "one\ntwo")), StringComparison.Ordinal);
        Assert.Equal(("one\ntwo\nthree", "one\ntwo"), (System.IO.File.ReadAllText(Approved), System.IO.File.ReadAllText(Received)));
    }

    [Fact]
    public void What_was_never_approved_fails() =>
        Assert.Contains("not been approved yet", Fault(() => Approvals(accepts: false).Check(File, [], _ => null)), StringComparison.Ordinal);

    [Fact]
    public void Acceptance_replaces_the_approved_file_but_not_with_a_mistake()
    {
        Approvals(accepts: true).Check(File, "new");
        Assert.Equal(("new", "accepted: some/approved.txt"), (System.IO.File.ReadAllText(Approved), output.ToString().Trim()));
        OutputDifference mistake = new("a mistake") { IsAcceptable = false };
        string message = Fault(() => Approvals(accepts: true).Check(File, Encoding.UTF8.GetBytes("worse"), _ => mistake));
        Assert.DoesNotContain("--accept", message, StringComparison.Ordinal);
        Assert.Equal(("new", "worse"), (System.IO.File.ReadAllText(Approved), System.IO.File.ReadAllText(Received)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("EXPERIMENTS_ACCEPT=0 CI=true", false)]
    [InlineData("EXPERIMENTS_ACCEPT=1", true)]
    [InlineData("EXPERIMENTS_ACCEPT=1 CI=false", true)]
    [InlineData("EXPERIMENTS_ACCEPT=1 CI=true", null)]
    [InlineData("EXPERIMENTS_ACCEPT=1 JENKINS_URL=here", null)]
    public void A_build_server_accepts_nothing(string environment, bool? expected)
    {
        Dictionary<string, string> set = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        if (expected is { } answer)
        {
            Assert.Equal(answer, Approval.IsAsked(set.GetValueOrDefault));
        }
        else
        {
            InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => Approval.IsAsked(set.GetValueOrDefault));
            Assert.Contains("by people", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 0.5, null)]
    [InlineData(2, 0.5, true)]
    [InlineData(2, 0.6, true)]
    [InlineData(1, 0.6, false)]
    public void An_output_that_changed_without_its_version_cannot_be_accepted(int version, double value, bool? acceptable)
    {
        Dictionary<string, Golden> before = new() { ["a"] = new Golden(1, [0.5]), ["b"] = new Golden(1, [2]) };
        Dictionary<string, Golden> now = new(before) { ["a"] = new Golden(version, [value]) };
        Assert.Equal(acceptable, Goldens.Differences(before, now)?.IsAcceptable);
    }

    private string Approved => Path.Combine(folder.Root, "source", File);

    private string Received => Path.Combine(folder.Root, "received", File);

    private Approval Approvals(bool accepts) => new(Path.Combine(folder.Root, "source"), Path.Combine(folder.Root, "received"), accepts, output);

    private void Approve(string text) => folder.Write(Path.GetRelativePath(folder.Root, Approved), text);

    private static string Fault(Action check) => Assert.Throws<Xunit.Sdk.FailException>(check).Message;
}
