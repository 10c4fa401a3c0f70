using CqpPlatform.TestCommon;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CqpPlatform.Web.Tests.Architecture;

/// <summary>
/// The two rules of style that .editorconfig holds to be faults. The compiler's own analyzers of style (EnforceCodeStyleInBuild) run a hundred others beside them, whose
/// answers nobody asked for: a seventh of the compilation.
/// </summary>
public sealed class CodeStyleTests
{
    [Fact]
    public void A_namespace_is_its_whole_file_and_every_declaration_says_who_may_use_it()
    {
        var files = new[] { "src", "tests", "eng" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(PlatformHost.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Data/Migrations/", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(1_000);
        files.SelectMany(f => Faults(File.ReadAllText(f)).Select(fault => $"{Path.GetRelativePath(PlatformHost.RepositoryRoot, f)}: {fault}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("namespace A { public class B; }", "namespace A")]
    [InlineData("namespace A; class B;", "class B")]
    [InlineData("namespace A; public class B { int c; }", "int c")]
    [InlineData("namespace A; public class B { void C() { } }", "void C()")]
    [InlineData("namespace A; public class B { B() { } }", "B()")]
    [InlineData("namespace A; public class B { string C { get; } }", "string C")]
    [InlineData("namespace A; public class B { record C; }", "record C")]
    [InlineData("namespace A; public class B { delegate void C(); }", "delegate void C()")]
    public void A_fault_is_seen(string text, string start) => Faults(text).ShouldHaveSingleItem().ShouldStartWith(start);

    [Theory]
    [InlineData("namespace A; public interface B { void C(); int D { get; } }")]
    [InlineData("namespace A; file class B : System.IDisposable { static B() { } void System.IDisposable.Dispose() { void D() { } } ~B() { } }")]
    [InlineData("namespace A; public enum B { C, D }")]
    [InlineData("var a = 1; int B() => a; public partial class Program;")]
    public void What_needs_no_word_is_left_alone(string text) => Faults(text).ShouldBeEmpty();

    private static IEnumerable<string> Faults(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes(n => n is not (BlockSyntax or ExpressionSyntax or ArrowExpressionClauseSyntax)).OfType<MemberDeclarationSyntax>()
            .Where(m => m is NamespaceDeclarationSyntax || (MaySayWho(m) && !m.Modifiers.Any(SaysWho))).Select(m => m.ToString().Split('\n')[0]);

    private static bool MaySayWho(MemberDeclarationSyntax member) => member switch
    {
        { Parent: InterfaceDeclarationSyntax } or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or EnumMemberDeclarationSyntax or DestructorDeclarationSyntax or ExtensionBlockDeclarationSyntax => false,
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } or BasePropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => false,
        ConstructorDeclarationSyntax { Modifiers: var m } => !m.Any(SyntaxKind.StaticKeyword),
        _ => true,
    };

    private static bool SaysWho(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.FileKeyword;
}
