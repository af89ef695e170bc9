using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SignalDetect.Architecture.Tests;

/// <summary>What an assembly's metadata says, read without loading it.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(MetadataReader reader)
    {
        References = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];
        UsedTypes = [.. reader.TypeReferences.Select(reader.GetTypeReference).Select(type => Join(reader.GetString(type.Namespace), reader.GetString(type.Name))).Order(StringComparer.Ordinal)];
        Types = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => Written(reader, type)).Select(type => reader.GetString(type.Name).Split('`')[0])];
        PublicTypes = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public && Written(reader, type))
            .Select(type => Join(reader.GetString(type.Namespace), reader.GetString(type.Name)))];
    }

    /// <summary>The names of the assemblies whose types it uses.</summary>
    internal IReadOnlyList<string> References { get; }

    /// <summary>The full names of the types it uses from other assemblies; of nested ones, the last name alone.</summary>
    internal IReadOnlyList<string> UsedTypes { get; }

    /// <summary>The names of all its types that somebody wrote.</summary>
    internal IReadOnlyList<string> Types { get; }

    /// <summary>The full names of its public types.</summary>
    internal IReadOnlyList<string> PublicTypes { get; }

    internal static CompiledAssembly Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new(file.GetMetadataReader());
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    // Compilers and generators write names that cannot be written by hand, or say that they wrote them.
    private static bool Written(MetadataReader reader, TypeDefinition type) =>
        !reader.GetString(type.Name).Contains('<')
        && !type.GetCustomAttributes().Any(handle => AttributeName(reader, handle) is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute" or "EmbeddedAttribute");

    private static string AttributeName(MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        return constructor.Kind != HandleKind.MemberReference || reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is not { Kind: HandleKind.TypeReference } parent
            ? ""
            : reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name);
    }
}
