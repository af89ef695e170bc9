using System.Reflection;
using SignalDetect.Storage.SqlServer.Statements;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>Every T-SQL statement of the store, by the field that holds it; there is no other way to make one.</summary>
internal static class StatementFields
{
    public static IReadOnlyList<FieldInfo> All { get; } =
    [
        .. from type in typeof(StoreFactory).Assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where typeof(Statement).IsAssignableFrom(field.FieldType)
           select field,
    ];

    public static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";
}
