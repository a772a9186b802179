using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Experiments.Reduction;
using Experiments.Reduction.Saving;

namespace Experiments.Tests.Api;

/// <summary>
/// The library on reduction lets its sibling projects see its internals for the sake of its file helpers, which are no part of its public
/// surface. The siblings use nothing else that a user of the package could not use.
/// </summary>
public sealed class ReductionInternalsTests
{
    private static readonly Type[] Shared = [typeof(AtomicFile), typeof(FilePlace), typeof(FileRetry)];

    public static TheoryData<string> Siblings =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "*xperiments*.dll").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name != "Experiments.Reduction" && !name.EndsWith("Tests", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Siblings))]
    public void A_sibling_uses_the_public_surface_and_the_file_helpers(string library) =>
        Assert.Equal([], Internals(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")).Except(Shared.Select(type => type.Name)));

    [Fact]
    public void The_check_finds_what_a_library_uses()
    {
        Assert.Contains(nameof(AtomicFile), Internals(Path.Combine(AppContext.BaseDirectory, "Experiments.Data.dll")));
        string[] ofTests = [.. Internals(Path.Combine(AppContext.BaseDirectory, "Experiments.CoreTests.dll"))];
        Assert.Contains("FuzzyGraph", ofTests);
        Assert.Contains("ReductionContext.set_PackedValues", ofTests);
    }

    /// <summary>Types of the reduction library that a library refers to and that are not public, and such members of its public types.</summary>
    private static IEnumerable<string> Internals(string library)
    {
        using PEReader file = new(File.OpenRead(library));
        MetadataReader metadata = file.GetMetadataReader();
        Module module = Assembly.LoadFrom(library).ManifestModule;
        Type[] types = [.. metadata.TypeReferences.Select(one => module.ResolveType(MetadataTokens.GetToken(one)))
            .Where(type => type.Assembly == typeof(IReducer).Assembly)];
        IEnumerable<MemberInfo> members = metadata.MemberReferences
            .Where(one => metadata.GetMemberReference(one).Parent.Kind == HandleKind.TypeReference)
            .Select(one => module.ResolveMember(MetadataTokens.GetToken(one))!)
            .Where(member => types.Contains(member.DeclaringType) && member.DeclaringType!.IsVisible && !IsPublic(member));
        return
        [
            .. types.Where(type => !type.IsVisible).Select(type => type.Name),
            .. members.Select(member => $"{member.DeclaringType!.Name}.{member.Name}"),
        ];
    }

    private static bool IsPublic(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };
}
