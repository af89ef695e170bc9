namespace SignalDetect.Testing;

/// <summary>A clock that stands still until it is moved on; its timers fire then.</summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private long now = start.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on; what falls due runs before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref now, by.Ticks);
        Timer[] due;
        lock (gate) due = [.. timers.Where(timer => timer.Due <= GetTimestamp()).OrderBy(timer => timer.Due)];
        foreach (var timer in due) timer.Fire();
    }

    private sealed class Timer(FakeTime time, Action callback) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                every = period;
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time.GetTimestamp() + dueTime.Ticks;
                time.timers.Add(this);
                return true;
            }
        }

        public void Fire()
        {
            lock (time.gate)
                if (!time.timers.Contains(this)) return;
            Change(every, every);
            callback();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
