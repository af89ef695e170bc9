using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>The tests with processes of their own: one after the other, as each of them would have the whole machine.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection : ICollectionFixture<UndisturbedRun>
{
    public const string Name = "end to end";
}
