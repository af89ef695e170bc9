namespace SignalDetect.MLNet.Series;

/// <summary>How the series of one detector with its parameters are made.</summary>
internal abstract class SeriesKind
{
    /// <summary>Values from which a model is trained before any value is scored; 0 for none.</summary>
    public virtual int TrainingLength => 0;

    /// <summary>Values that alone make a series' state, so that it needs no save; 0 where it needs one.</summary>
    public virtual int Window => 0;

    /// <summary>Values after which a series' saved state has its full length.</summary>
    public abstract int Settling { get; }

    /// <summary>Bytes by which the saved state of one series can be longer than that of another.</summary>
    public virtual int Spread => 0;

    /// <summary>What stands for the martingale in the row of a NaN.</summary>
    public virtual double MartingaleOfNaN => 0;

    /// <summary>False where a NaN changes nothing, so that the engine is not asked.</summary>
    public bool TakesNaN => Window > 0;

    /// <summary>A series before its first value.</summary>
    /// <param name="training"><see cref="TrainingLength"/> values.</param>
    public abstract ILiveSeries Begin(ReadOnlySpan<float> training);

    /// <summary>The series of a saved state.</summary>
    public abstract ILiveSeries Load(byte[] saved);
}
