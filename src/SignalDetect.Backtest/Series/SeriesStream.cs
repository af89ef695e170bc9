namespace SignalDetect.Backtest.Series;

/// <summary>What is known of one stream of a file before it is judged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="First">Its first timestamp, Unix milliseconds; 0 without rows.</param>
/// <param name="Last">Its last timestamp, Unix milliseconds; 0 without rows.</param>
/// <param name="StepSeconds">The length of its windows.</param>
/// <param name="LeftOut">Rows that the model has learnt from, or could have.</param>
internal sealed record SeriesStream(string Name, long Rows, long First, long Last, int StepSeconds, long LeftOut = 0)
{
    /// <summary>Its number among all streams of the input, from 0 in the order of the output.</summary>
    public int Number { get; init; }

    /// <summary>False where another shard judges it.</summary>
    public bool IsOwn { get; init; } = true;
}
